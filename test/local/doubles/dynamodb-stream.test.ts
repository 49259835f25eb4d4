import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { DynamoDb } from '../../../local/doubles/dynamodb/dynamodb.ts';
import type { StreamRecord } from '../../../local/doubles/dynamodb/stream-records.ts';

const directory = mkdtempSync(join(tmpdir(), 'countersign-'));
afterAll(() => rmSync(directory, { recursive: true }));

const TableName = 'AuditTrail';
const table = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'requestId', AttributeType: 'S' },
    { AttributeName: 'seq', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'requestId', KeyType: 'HASH' },
    { AttributeName: 'seq', KeyType: 'RANGE' },
  ],
};
const streamArn = 'arn:aws:dynamodb:us-east-1:111122223333:table/AuditTrail/stream/label';
const sources = { clock: () => new Date('2026-11-22T12:00:00.900Z'), newId: () => randomUUID() };
const key = (seq: number) => ({ requestId: { S: 'r-1' }, seq: { N: String(seq) } });

/** A table with a stream, in memory unless a path is given, and what the meter counted. */
async function newTable(path?: string) {
  const units = { read: 0, write: 0 };
  const consumed = (kind: 'read' | 'write', count: number) => {
    units[kind] += count;
  };
  const dynamodb = new DynamoDb({ path, meter: { consumed } });
  await dynamodb.ensureTable(table);
  const tableStream = dynamodb.stream({ ...table, streamArn }, sources);
  const stream = await tableStream.reader('archive');
  const call = (operation: string, input: object) => dynamodb.call(operation, { TableName, ...input });
  const put = (seq: number, type = 'a') => call('PutItem', { Item: { ...key(seq), type: { S: type } } });
  const names = async () =>
    (await stream.read(100)).map(({ eventName, dynamodb: { Keys } }) => [eventName, Keys.seq?.N]);
  return { dynamodb, tableStream, stream, call, put, names, units };
}

test('every change of an item is a record with its images; what changes nothing is none', async () => {
  const { dynamodb, stream, call, put, names } = await newTable();
  await put(1);
  await put(1);
  const condition = { Item: key(1), ConditionExpression: 'attribute_not_exists(seq)' };
  await call('PutItem', condition).catch(() => undefined);
  const update = { UpdateExpression: 'SET #type = :b', ExpressionAttributeNames: { '#type': 'type' } };
  for (const _ of ['change', 'none']) {
    await call('UpdateItem', { Key: key(1), ...update, ExpressionAttributeValues: { ':b': { S: 'b' } } });
  }
  await call('DeleteItem', { Key: key(1) });
  await call('DeleteItem', { Key: key(1) });
  expect(await names()).toEqual(['INSERT', 'MODIFY', 'REMOVE'].map((name) => [name, '1']));
  const [insert, modify, remove] = await stream.read(3);
  expect(insert).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    ...{ eventName: 'INSERT', eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion: 'us-east-1' },
    eventSourceARN: streamArn,
    dynamodb: {
      ...{ ApproximateCreationDateTime: Date.parse('2026-11-22T12:00:00Z') / 1000, Keys: key(1) },
      ...{ NewImage: { ...key(1), type: { S: 'a' } }, SizeBytes: 39, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      SequenceNumber: expect.stringMatching(/^\d{21}$/),
    },
  });
  expect(modify?.dynamodb).toMatchObject({ OldImage: { type: { S: 'a' } }, NewImage: { type: { S: 'b' } } });
  expect(remove?.dynamodb).toMatchObject({ OldImage: { type: { S: 'b' } } });
  expect(remove?.dynamodb).not.toHaveProperty('NewImage');
  await dynamodb.close();
});

test('records are in order, stay until they are acknowledged, and are no items of the table', async () => {
  const { dynamodb, stream, call, put, names, units } = await newTable();
  let told = 0;
  stream.onRecord = () => {
    told += 1;
  };
  const RequestItems = { [TableName]: [1, 2, 3].map((seq) => ({ PutRequest: { Item: key(seq) } })) };
  await dynamodb.call('BatchWriteItem', { RequestItems });
  await put(4);
  await call('UpdateItem', {
    Key: key(5),
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': { N: '1' } },
  });
  expect(told).toBe(5);
  expect(units).toEqual({ read: 0, write: 5 });
  const before = await stream.read(100);
  const numbers = before.map(({ dynamodb: { SequenceNumber } }) => SequenceNumber);
  expect(numbers).toEqual([...numbers].sort());
  expect(numbers.every((number) => number < stream.mark())).toBe(true);
  await stream.acknowledge(before.slice(0, 3));
  expect(await names()).toEqual([
    ['INSERT', '4'],
    ['INSERT', '5'],
  ]);
  const query = {
    KeyConditionExpression: 'requestId = :r',
    ExpressionAttributeValues: { ':r': { S: 'r-1' } },
  };
  for (const read of [
    call('Scan', {}),
    call('Query', query),
    call('Query', { ...query, ScanIndexForward: false }),
  ]) {
    expect(await read).toMatchObject({ Count: 5 });
  }
  await dynamodb.close();
});

test('several readers take what each wants, at their own pace', async () => {
  const path = join(directory, 'readers');
  const first = await newTable(path);
  const isB = ({ dynamodb }: StreamRecord) => dynamodb.NewImage?.type?.S === 'b';
  const other = await first.tableStream.reader('publish', isB);
  await first.put(1, 'a');
  await first.put(2, 'b');
  await first.put(3, 'b');
  await first.stream.acknowledge(await first.stream.read(100));
  const seen = (await other.read(100)).map(({ dynamodb: { Keys } }) => Keys.seq?.N);
  expect(seen).toEqual(['2', '3']);
  await other.acknowledge(await other.read(1));
  await first.dynamodb.close();
  const second = await newTable(path);
  expect(await second.names()).toEqual([]);
  const again = await second.tableStream.reader('publish', isB);
  expect(await again.read(100)).toHaveLength(1);
  await second.dynamodb.close();
});

test('what nobody acknowledged is there again after a restart, and comes first', async () => {
  const path = join(directory, 'kept');
  const first = await newTable(path);
  await first.put(1);
  await first.put(2);
  await first.stream.acknowledge(await first.stream.read(1));
  await first.dynamodb.close();
  const second = await newTable(path);
  await second.put(3);
  expect(await second.names()).toEqual([
    ['INSERT', '2'],
    ['INSERT', '3'],
  ]);
  await second.dynamodb.close();
});
