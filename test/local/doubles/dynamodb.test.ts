import {
  type AttributeValue,
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDoubles } from './aws-clients.ts';

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const trail = {
  TableName: 'AuditTrail',
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: [text('requestId'), { AttributeName: 'seq', AttributeType: 'N' as const }],
  KeySchema: [hash('requestId'), range('seq')],
};
const requests = {
  TableName: 'Requests',
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: [text('id'), text('dueShard'), text('dueAt')],
  KeySchema: [hash('id')],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-due',
      KeySchema: [hash('dueShard'), range('dueAt')],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
};
const event = { requestId: { S: 'r-1' }, seq: { N: '1' }, type: { S: 'request.submitted' } };
const append = new PutItemCommand({
  TableName: 'AuditTrail',
  Item: event,
  ConditionExpression: 'attribute_not_exists(requestId)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});
const due = new QueryCommand({
  TableName: 'Requests',
  IndexName: 'by-due',
  KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
  ExpressionAttributeValues: { ':shard': { S: '0' }, ':now': { S: '2026-11-02' } },
});

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
  await local.dynamoDb.send(new CreateTableCommand(trail));
  await local.doubles.dynamodb.ensureTable(trail);
  await local.doubles.dynamodb.ensureTable(requests);
});
afterAll(() => local.stop());

/** What a call adds to the meter. */
async function unitsOf(call: () => Promise<unknown>) {
  const before = local.meter.report().dynamodb;
  await call();
  const after = local.meter.report().dynamodb;
  return { read: after.readUnits - before.readUnits, write: after.writeUnits - before.writeUnits };
}

test('a conditional put wins once; the loser is given the item that was there', async () => {
  await local.dynamoDb.send(append);
  await expect(local.dynamoDb.send(append)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    Item: event,
  });
});

test('twenty puts at once have one winner', async () => {
  const item = { ...event, requestId: { S: 'race' } };
  const put = { TableName: 'AuditTrail', Item: item, ConditionExpression: 'attribute_not_exists(requestId)' };
  const sent = Array.from({ length: 20 }, () => local.dynamoDb.send(new PutItemCommand(put)));
  const settled = await Promise.allSettled(sent);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a sparse index holds an item for as long as it has the index key', async () => {
  const item = { id: { S: 'r-1' }, dueShard: { S: '0' }, dueAt: { S: '2026-11-01' } };
  await local.dynamoDb.send(new PutItemCommand({ TableName: 'Requests', Item: item }));
  expect((await local.dynamoDb.send(due)).Items).toEqual([item]);
  await local.dynamoDb.send(
    new UpdateItemCommand({
      TableName: 'Requests',
      Key: { id: { S: 'r-1' } },
      UpdateExpression: 'REMOVE dueAt',
    }),
  );
  expect((await local.dynamoDb.send(due)).Items).toEqual([]);
});

test('the meter counts read units, at half price when they need not be consistent', async () => {
  const get = { TableName: 'AuditTrail', Key: { requestId: { S: 'r-1' }, seq: { N: '1' } } };
  const read = (ConsistentRead: boolean) => () =>
    local.dynamoDb.send(new GetItemCommand({ ...get, ConsistentRead }));
  expect(await unitsOf(read(true))).toEqual({ read: 1, write: 0 });
  expect(await unitsOf(read(false))).toEqual({ read: 0.5, write: 0 });
  expect(await unitsOf(() => local.dynamoDb.send(due))).toEqual({ read: 0.5, write: 0 });
});

test('the meter counts write units by the kilobyte, those of the indexes, and those of refused writes', async () => {
  const put = (item: object) => () =>
    local.dynamoDb.send(
      new PutItemCommand({
        TableName: 'Requests',
        Item: { id: { S: 'r-2' }, dueShard: { S: '0' }, ...item },
      }),
    );
  expect(await unitsOf(put({}))).toEqual({ read: 0, write: 1 });
  expect(await unitsOf(put({ dueAt: { S: '2026-12-01' } }))).toEqual({ read: 0, write: 2 });
  expect(await unitsOf(put({ dueAt: { S: '2026-12-01' }, note: { S: 'n' } }))).toEqual({ read: 0, write: 1 });
  expect(await unitsOf(put({ dueAt: { S: '2026-12-02' }, note: { S: 'n' } }))).toEqual({ read: 0, write: 3 });
  expect(await unitsOf(put({ note: { S: 'n'.repeat(2000) } }))).toEqual({ read: 0, write: 3 });
  expect(await unitsOf(() => local.dynamoDb.send(append).catch(() => {}))).toEqual({ read: 0, write: 1 });
});

test('consumed capacity is told to those who ask, and to nobody else', async () => {
  const put = { TableName: 'Requests', Item: { id: { S: 'r-3' } } };
  const quiet = await local.dynamoDb.send(new PutItemCommand(put));
  expect(quiet.ConsumedCapacity).toBeUndefined();
  const told = await local.dynamoDb.send(new PutItemCommand({ ...put, ReturnConsumedCapacity: 'TOTAL' }));
  expect(told.ConsumedCapacity).toMatchObject({ TableName: 'Requests', CapacityUnits: 1 });
});

test('what dynalite refuses comes back as the error of DynamoDB', async () => {
  const nowhere = new GetItemCommand({ TableName: 'Nowhere', Key: { id: { S: '1' } } });
  await expect(local.dynamoDb.send(nowhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const wrong = new GetItemCommand({ TableName: 'Requests', Key: { other: { S: '1' } } });
  await expect(local.dynamoDb.send(wrong)).rejects.toMatchObject({ name: 'ValidationException' });
});

describe('an expression that was parsed before', () => {
  const key = { id: { S: 'r-parsed' } };
  const set = (value: AttributeValue, more: Partial<UpdateItemCommandInput> = {}) =>
    local.dynamoDb.send(
      new UpdateItemCommand({
        TableName: 'Requests',
        Key: key,
        UpdateExpression: 'SET #field = :value',
        ExpressionAttributeNames: { '#field': 'count' },
        ExpressionAttributeValues: { ':value': value },
        ReturnValues: 'ALL_NEW',
        ...more,
      }),
    );

  test('takes the names and values of each call', async () => {
    expect((await set({ S: 'one' })).Attributes).toEqual({ ...key, count: { S: 'one' } });
    expect((await set({ S: 'two' })).Attributes).toEqual({ ...key, count: { S: 'two' } });
    expect((await set({ N: '3' })).Attributes).toEqual({ ...key, count: { N: '3' } });
    const { Attributes } = await set({ S: 'x' }, { ExpressionAttributeNames: { '#field': 'other' } });
    expect(Attributes).toEqual({ ...key, count: { N: '3' }, other: { S: 'x' } });
  });

  test('tells two values apart that were one object before', async () => {
    const both = (one: object, two: object) =>
      local.doubles.dynamodb.call('UpdateItem', {
        TableName: 'Requests',
        Key: key,
        UpdateExpression: 'SET one = :one, two = :two',
        ExpressionAttributeValues: { ':one': one, ':two': two },
        ReturnValues: 'UPDATED_NEW',
      });
    const same = { S: 'same' };
    await both(same, same);
    expect(await both({ S: 'a' }, { S: 'b' })).toEqual({
      Attributes: { one: { S: 'a' }, two: { S: 'b' } },
    });
  });

  test('computes anew', async () => {
    const add = { UpdateExpression: 'SET #field = if_not_exists(#field, :value) + :value' };
    const names = { ExpressionAttributeNames: { '#field': 'sum' } };
    for (const sum of ['2', '3', '4']) {
      expect((await set({ N: '1' }, { ...add, ...names })).Attributes).toMatchObject({ sum: { N: sum } });
    }
  });

  test('decides by the values of each call', async () => {
    const ConditionExpression = '#field = :value OR attribute_not_exists(absent) AND #field <> :value';
    const when = { UpdateExpression: 'SET seen = :value', ConditionExpression: '#field = :value' };
    await set({ N: '3' });
    await set({ N: '3' }, when);
    await expect(set({ N: '4' }, when)).rejects.toThrow('The conditional request failed');
    await set({ N: '4' }, { ...when, ConditionExpression });
  });

  test('is refused as before for what is wrong about a call', async () => {
    const unused = { ':value': { S: 'a' }, ':more': { S: 'b' } };
    await set({ S: 'a' });
    for (const _twice of [1, 2]) {
      await expect(set({ S: 'a' }, { ExpressionAttributeValues: unused })).rejects.toThrow(/unused.*:more/);
      await expect(set({ S: 'a' }, { ExpressionAttributeValues: { ':v': { S: 'a' } } })).rejects.toThrow(
        /attribute value: :value/,
      );
      const ConditionExpression = 'begins_with(#field, :value)';
      await set({ S: 'a' }, { ConditionExpression });
      await expect(set({ N: '1' }, { ConditionExpression })).rejects.toThrow(/operand type: N/);
    }
  });

  test('is parsed anew where the values themselves are looked at', async () => {
    const between = (from: string, to: string) =>
      local.dynamoDb.send(
        new QueryCommand({
          TableName: 'Requests',
          KeyConditionExpression: 'id = :id',
          FilterExpression: '#field BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#field': 'count' },
          ExpressionAttributeValues: { ':id': key.id, ':from': { S: from }, ':to': { S: to } },
        }),
      );
    expect((await between('a', 'b')).Items).toHaveLength(1);
    await expect(between('b', 'a')).rejects.toThrow(/upper bound/);
  });
});
