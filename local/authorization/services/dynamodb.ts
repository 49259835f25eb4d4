import { account, region } from '../../doubles/double.ts';
import { jsonDenial, type Needs, type ServiceActions, text } from '../service-actions.ts';

const onTable =
  (operation: string): Needs =>
  (input) => [{ action: `dynamodb:${operation}`, resource: tableArn(text(input, 'TableName')) }];

/** An index is a resource of its own: who may query the table may not query its indexes. */
const onTableOrIndex =
  (operation: string): Needs =>
  (input) => {
    const [table, index] = [tableArn(text(input, 'TableName')), text(input, 'IndexName')];
    return [{ action: `dynamodb:${operation}`, resource: index ? `${table}/index/${index}` : table }];
  };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamoDbActions: ServiceActions = {
  denial: jsonDenial,
  operations: {
    GetItem: onTable('GetItem'),
    PutItem: onTable('PutItem'),
    UpdateItem: onTable('UpdateItem'),
    DeleteItem: onTable('DeleteItem'),
    Query: onTableOrIndex('Query'),
    Scan: onTableOrIndex('Scan'),
  },
};

/** Tables may be named by ARN as well. */
function tableArn(name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}
