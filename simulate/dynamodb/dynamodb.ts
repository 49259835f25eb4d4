import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Double, dispatch, type Operations } from '../../local/doubles/double.ts';
import { ModelledError } from '../../local/doubles/modelled-error.ts';
import type { TableDefinition } from '../../local/template/data.ts';
import {
  holds,
  type Item,
  nameOf,
  type Substitutes,
  substituteOf,
  UnsupportedExpression,
} from './expression.ts';
import type { Lag } from './replica.ts';
import { Table } from './table.ts';
import { updated } from './update.ts';

/** The members that the store uses; a request with any other is not understood. */
interface Input {
  TableName?: string;
  IndexName?: string;
  Item?: Record<string, AttributeValue>;
  Key?: Record<string, AttributeValue>;
  ConsistentRead?: boolean;
  ScanIndexForward?: boolean;
  Limit?: number;
  ExclusiveStartKey?: Record<string, AttributeValue>;
  KeyConditionExpression?: string;
  ConditionExpression?: string;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
  ReturnValues?: string;
  ReturnValuesOnConditionCheckFailure?: string;
}

const understood = new Set([
  ...['TableName', 'IndexName', 'Item', 'Key', 'ConsistentRead', 'ScanIndexForward', 'Limit'],
  ...['ExclusiveStartKey', 'KeyConditionExpression', 'ConditionExpression', 'UpdateExpression'],
  ...['ExpressionAttributeNames', 'ExpressionAttributeValues', 'ReturnValues'],
  'ReturnValuesOnConditionCheckFailure',
]);

/** As much of DynamoDB as the store uses, in memory; throws for everything else. */
export class SimulatedDynamoDb implements Double {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #operations: Operations = {
    GetItem: (input) => this.#get(input),
    Query: (input) => this.#query(input),
    PutItem: (input) => this.#write(input, (item) => item.Item ?? {}),
    UpdateItem: (input) => this.#write(input, update),
    DeleteItem: (input) => this.#write(input, () => undefined),
  };

  /** `lag`: how far the indexes are behind; not at all unless it is given. */
  constructor(tables: readonly TableDefinition[], lag: Lag = { now: () => 0, next: () => 0 }) {
    this.#tables = new Map(tables.map((table) => [table.TableName, new Table(table, lag)]));
  }

  call(operation: string, input: object): object | Promise<object> {
    const unknown = Object.keys(input).filter((member) => !understood.has(member));
    if (unknown.length > 0) throw new UnsupportedExpression(`${operation} with ${unknown.join()}`);
    return dispatch(this.#operations, operation, input);
  }

  /** Every item of a table. */
  items(table: string): Item[] {
    return this.#table({ TableName: table }).items();
  }

  #get({ Key = {}, ...input }: Input): object {
    const found = this.#table(input).get(Key);
    return found ? { Item: found } : {};
  }

  #query(input: Input): object {
    const table = this.#table(input);
    const by = substitutesOf(input);
    const passes = (item: Item) => holds(input.KeyConditionExpression, item, by);
    const found =
      input.IndexName === undefined
        ? table.partition(hashIn(input, table.hashKey)).filter(passes)
        : table.indexed(input.IndexName, passes);
    if (input.ScanIndexForward === false) found.reverse();
    const begin = input.ExclusiveStartKey ? Number(input.ExclusiveStartKey.position?.N) : 0;
    const end = begin + (input.Limit ?? found.length);
    const more = end < found.length && { LastEvaluatedKey: { position: { N: String(end) } } };
    return { Items: found.slice(begin, end), ...more };
  }

  #write(input: Input, after: (input: Input, before: Item) => Item | undefined): object {
    const table = this.#table(input);
    const key = input.Key ?? input.Item ?? {};
    const before = table.get(key);
    if (!holds(input.ConditionExpression, before ?? {}, substitutesOf(input))) {
      const told = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before && { Item: before };
      throw new ModelledError(
        'ConditionalCheckFailedException',
        400,
        'The conditional request failed',
        told || {},
      );
    }
    const item = after(input, before ?? input.Key ?? {});
    if (item === undefined) table.delete(key);
    else table.put(item);
    return input.ReturnValues === 'ALL_NEW' ? { Attributes: item } : {};
  }

  #table({ TableName = '' }: Input): Table {
    const table = this.#tables.get(TableName);
    if (table === undefined) throw new ModelledError('ResourceNotFoundException', 400, TableName);
    return table;
  }
}

function update(input: Input, before: Item): Item {
  return updated(input.UpdateExpression ?? '', before, substitutesOf(input));
}

/** The partition that a query of the table itself is about: its condition begins with it. */
function hashIn(input: Input, hashKey: string): string {
  const { names, values } = substitutesOf(input);
  const [, path = '', value = ''] = /^(#?\w+) = (:\w+)/.exec(input.KeyConditionExpression ?? '') ?? [];
  const hash = nameOf(path, names) === hashKey ? substituteOf(value, values).S : undefined;
  if (hash === undefined)
    throw new UnsupportedExpression(`${input.KeyConditionExpression} names no partition`);
  return hash;
}

function substitutesOf({
  ExpressionAttributeNames = {},
  ExpressionAttributeValues = {},
}: Input): Substitutes {
  return { names: ExpressionAttributeNames, values: ExpressionAttributeValues };
}
