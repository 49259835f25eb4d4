import { account, region } from '../../doubles/double.ts';
import { jsonDenial, type Needs, optional, type ServiceActions, text } from '../service-actions.ts';

/** Of one item, whose partition is in its key or in the item itself. */
const onItem =
  (operation: string): Needs =>
  (input, account) => {
    const table = text(input, 'TableName');
    const item: unknown = Reflect.get(input, 'Key') ?? Reflect.get(input, 'Item');
    const key = account.partitionKeyOf(nameOf(table));
    const keys = {
      'dynamodb:LeadingKeys': isObject(item) && key !== undefined ? scalarIn(item, key) : undefined,
      'dynamodb:Select': 'ProjectionExpression' in input ? 'SPECIFIC_ATTRIBUTES' : undefined,
    };
    return [{ action: `dynamodb:${operation}`, resource: tableArn(table), keys }];
  };

/** An index is a resource of its own: who may query the table may not query its indexes, which have keys of their own. */
const onTableOrIndex =
  (operation: string): Needs =>
  (input, account) => {
    const [table, index] = [text(input, 'TableName'), text(input, 'IndexName')];
    const key = index ? undefined : account.partitionKeyOf(nameOf(table));
    const keys = {
      'dynamodb:LeadingKeys': key === undefined ? undefined : partitionAskedFor(input, key),
      'dynamodb:Select':
        optional(input, 'Select') ?? ('ProjectionExpression' in input ? 'SPECIFIC_ATTRIBUTES' : undefined),
    };
    const arn = tableArn(table);
    return [{ action: `dynamodb:${operation}`, resource: index ? `${arn}/index/${index}` : arn, keys }];
  };

/** The value that a query's key condition compares the partition key with. */
function partitionAskedFor(input: object, key: string): string[] | undefined {
  const [names, values] = ['ExpressionAttributeNames', 'ExpressionAttributeValues'].map((member) =>
    Reflect.get(input, member),
  );
  const equalities = text(input, 'KeyConditionExpression').matchAll(/([#\w]+)\s*=\s*(:\w+)/g);
  for (const [, name = '', value = ''] of equalities) {
    const attribute = isObject(names) ? text(names, name) || name : name;
    if (attribute === key) return isObject(values) ? scalarIn(values, value) : undefined;
  }
  return undefined;
}

/** A text, number or binary in DynamoDB's own notation. */
function scalarIn(attributes: object, name: string): string[] | undefined {
  const value: unknown = Reflect.get(attributes, name);
  const scalar = isObject(value) ? text(value, 'S') || text(value, 'N') || text(value, 'B') : '';
  return scalar ? [scalar] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamoDbActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    GetItem: onItem('GetItem'),
    PutItem: onItem('PutItem'),
    UpdateItem: onItem('UpdateItem'),
    DeleteItem: onItem('DeleteItem'),
    Query: onTableOrIndex('Query'),
    Scan: onTableOrIndex('Scan'),
  },
};

/** Tables may be named by ARN as well. */
function tableArn(name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

function nameOf(table: string): string {
  return table.split('/').at(-1) ?? '';
}
