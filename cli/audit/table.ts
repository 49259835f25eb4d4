import { type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

/** A row, as far as one can know without reading all of it. */
export interface RowName {
  requestId: string;
  at: string;
}

const rowName = z.object({ requestId: z.string(), at: z.string().catch('') });
const creation = z.object({ requestId: z.string() });
const detailText = z.looseObject({ detail: z.string() });

/** The audit trail's table, as an auditor reads it: nothing is believed about its rows. */
export interface Table {
  /** Rows of a request in the order of their sequence numbers, `detail` as the JSON that its text is of. */
  rows(requestId: string): Promise<unknown[]>;
  /** Which requests there are rows of, and from when; rows of one request come together. */
  names(): AsyncIterable<RowName>;
}

/** The table in DynamoDB. */
export class TrailTable implements Table {
  readonly #dynamodb: Pick<DynamoDBClient, 'send'>;
  readonly #name: string;

  constructor(dynamodb: Pick<DynamoDBClient, 'send'>, name: string) {
    this.#dynamodb = dynamodb;
    this.#name = name;
  }

  async rows(requestId: string): Promise<unknown[]> {
    const found: unknown[] = [];
    let ExclusiveStartKey: QueryCommand['input']['ExclusiveStartKey'];
    do {
      const page = await this.#dynamodb.send(
        new QueryCommand({
          TableName: this.#name,
          ConsistentRead: true,
          KeyConditionExpression: 'requestId = :id',
          ExpressionAttributeValues: { ':id': { S: requestId } },
          ExclusiveStartKey,
        }),
      );
      found.push(...(page.Items ?? []).map((item) => withDetail(unmarshall(item))));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  }

  /** Requests whose trail says that they have created something, some at a time; one Scan, as the work index is not asked. */
  async *creations(): AsyncGenerator<string[]> {
    let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey'];
    do {
      const page = await this.#dynamodb.send(
        new ScanCommand({
          TableName: this.#name,
          ConsistentRead: true,
          ProjectionExpression: 'requestId',
          FilterExpression: '#type IN (:created, :adopted)',
          ExpressionAttributeNames: { '#type': 'type' },
          ExpressionAttributeValues: {
            ':created': { S: 'resource.created' },
            ':adopted': { S: 'resource.adopted' },
          },
          Limit: 500,
          ExclusiveStartKey,
        }),
      );
      const names = creation.array().parse((page.Items ?? []).map((item) => unmarshall(item)));
      yield [...new Set(names.map(({ requestId }) => requestId))];
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /** One Scan, that transfers no more than these names. */
  async *names(): AsyncGenerator<RowName> {
    let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey'];
    do {
      const page = await this.#dynamodb.send(
        new ScanCommand({
          TableName: this.#name,
          ProjectionExpression: 'requestId, #at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExclusiveStartKey,
        }),
      );
      for (const item of page.Items ?? []) yield rowName.parse(unmarshall(item));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}

function withDetail(row: unknown): unknown {
  const stored = detailText.safeParse(row);
  if (!stored.success) return row;
  try {
    return { ...stored.data, detail: JSON.parse(stored.data.detail) };
  } catch {
    return row;
  }
}
