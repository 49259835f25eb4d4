import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Row, rowOf } from './row.ts';

/** What must hold for a row to be changed; its expression may use `:name` of every value that is set. */
export interface Condition {
  expression: string;
  values?: Record<string, unknown>;
}

export const rowKey = (id: string) => ({ id: { S: id } });

/** Changes single rows of the work index. */
export function rowUpdate(dynamodb: Pick<DynamoDBClient, 'send'>, TableName: string) {
  /**
   * Sets some attributes of a row, removes those that are undefined, and returns the row as it then is, or undefined
   * where the condition does not hold. Creates the row if it is missing: it only repeats what the trail says.
   * `absent`: attributes that are set only where there is none yet.
   */
  return async function set(
    id: string,
    values: Partial<Row> & Record<string, unknown>,
    condition?: Condition,
    absent: Partial<Row> & Record<string, unknown> = {},
  ): Promise<Row | undefined> {
    const { expression, names, assigned } = updateOf(values, absent);
    const used = { ...assigned, ...condition?.values };
    const answer = await unlessRefused(
      dynamodb.send(
        new UpdateItemCommand({
          TableName,
          Key: rowKey(id),
          UpdateExpression: expression,
          ConditionExpression: condition?.expression,
          ExpressionAttributeNames: names,
          // DynamoDB refuses an empty map.
          ...(Object.keys(used).length > 0 && { ExpressionAttributeValues: marshall(used) }),
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return answer?.Attributes && rowOf(answer.Attributes);
  };
}

function updateOf(values: Record<string, unknown>, absent: Record<string, unknown>) {
  const entries = Object.entries({ ...values, ...absent });
  const assign = entries.filter(([, value]) => value !== undefined);
  const remove = entries.filter(([, value]) => value === undefined);
  const operandOf = (name: string) => (name in absent ? `if_not_exists(#${name}, :${name})` : `:${name}`);
  const expression = [
    assign.length > 0 && `SET ${assign.map(([name]) => `#${name} = ${operandOf(name)}`).join(', ')}`,
    remove.length > 0 && `REMOVE ${remove.map(([name]) => `#${name}`).join(', ')}`,
  ];
  return {
    expression: expression.filter(Boolean).join(' '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    assigned: Object.fromEntries(assign.map(([name, value]) => [`:${name}`, value])),
  };
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}

/** Whether the condition of a write held. */
export async function succeeds(answer: Promise<unknown>): Promise<boolean> {
  return (await unlessRefused(answer)) !== undefined;
}
