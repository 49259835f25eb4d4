import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { addMilliseconds } from '../../domain/time.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import { cardRows } from './card-rows.ts';
import { packed, type Shown, shownOf } from './listing.ts';
import { due, type Row, rowOf, sortedBy } from './row.ts';
import { rowKey, rowUpdate, succeeds } from './row-update.ts';

/** One minute: longer than any function that is called over HTTP may run (10 s). */
const graceMilliseconds = 60_000;

interface Access {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'> };
  environment: { REQUESTS_TABLE: string };
}

/** Writes and reads single rows of the work index; for lists of rows see `work-lists.ts`. */
export function workIndex({ clients: { dynamodb }, environment: { REQUESTS_TABLE: TableName } }: Access) {
  const set = rowUpdate(dynamodb, TableName);

  /** Writes the row of a request that is about to be submitted; false if there is one that reflects events. */
  function open(
    row: Pick<Row, 'id' | 'type' | 'requester' | 'createdAt'>,
    shown: Shown,
    dueAt: string,
  ): Promise<boolean> {
    const { createdAt, id } = row;
    const state = { status: 'submitted', updatedAt: packed(createdAt, shown), seq: 0 };
    return succeeds(
      dynamodb.send(
        new PutItemCommand({
          TableName,
          Item: marshall({ ...row, ...state, ...sortedBy(createdAt, id), ...due(id, dueAt) }),
          ConditionExpression: 'attribute_not_exists(id) OR seq = :none',
          ExpressionAttributeValues: marshall({ ':none': 0 }),
        }),
      ),
    );
  }

  /** The row of a request, read consistently. */
  async function get(id: string): Promise<Row | undefined> {
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName, Key: rowKey(id), ConsistentRead: true }),
    );
    return Item && rowOf(Item);
  }

  /**
   * Makes a visit due soon, before something is done that a crash could leave half done; returns the row. One that
   * is due earlier stays: somebody who clicks all the time must not put it off for ever.
   */
  async function expectVisit(id: string, now: string): Promise<Row | undefined> {
    const soon = { ...due(id, addMilliseconds(now, graceMilliseconds)), touchedAt: now };
    const notDueBefore = 'attribute_exists(id) AND (attribute_not_exists(dueAt) OR dueAt > :dueAt)';
    return (
      (await set(id, soon, { expression: notDueBefore })) ??
      (await set(id, { touchedAt: now }, { expression: 'attribute_exists(id)' }))
    );
  }

  /**
   * Brings a row up to a request's events, never back, and schedules the next visit (`dueAt` undefined: none). A
   * visit that somebody else expects at this moment is not put off: their work may be half done.
   */
  async function reflect(request: Request, now: string, dueAt: string | undefined, more: Partial<Row> = {}) {
    const { id } = request;
    const state = { ...stateOf(request), ...more };
    const schedule = dueAt === undefined ? { dueAt: undefined, dueShard: undefined } : due(id, dueAt);
    const untouched = '(attribute_not_exists(touchedAt) OR touchedAt < :untouched)';
    const values = { ':untouched': addMilliseconds(now, -graceMilliseconds) };
    return (
      (await set(id, { ...state, ...schedule }, { expression: `${notBack} AND ${untouched}`, values })) ??
      (await set(id, state, { expression: notBack }))
    );
  }

  /**
   * Brings a row up to a request's events, never back, and leaves the next visit where it is: a step that is run again
   * and again must not call the reconciler back each time. Soon, where none is due at all.
   */
  function keepUp(request: Request, now: string) {
    const soon = due(request.id, addMilliseconds(now, graceMilliseconds));
    return set(request.id, stateOf(request), { expression: notBack }, soon);
  }

  /** Schedules the next visit of a row whose visit failed. */
  function schedule({ id, seq }: Row, dueAt: string, visits: number) {
    return set(id, { ...due(id, dueAt), visits }, { expression: 'seq = :seen', values: { ':seen': seq } });
  }

  /** Puts off a row that cannot even be read, so that it is not the first one for ever. */
  async function postpone(id: string, dueAt: string): Promise<void> {
    await succeeds(
      dynamodb.send(
        new UpdateItemCommand({
          TableName,
          Key: rowKey(id),
          UpdateExpression: 'SET dueAt = :dueAt',
          ConditionExpression: 'attribute_exists(id)',
          ExpressionAttributeValues: marshall({ ':dueAt': dueAt }),
        }),
      ),
    );
  }

  /** Stores a task token unless a later execution or attempt has stored its own; returns the row, if stored. */
  function storeToken(id: string, taskToken: string, tokenOrder: string) {
    return set(
      id,
      { taskToken, tokenOrder },
      { expression: 'attribute_not_exists(tokenOrder) OR tokenOrder <= :tokenOrder' },
    );
  }

  /** Drops a row without events, as it was seen. */
  function drop({ id, createdAt }: Pick<Row, 'id' | 'createdAt'>): Promise<boolean> {
    return succeeds(
      dynamodb.send(
        new DeleteItemCommand({
          TableName,
          Key: rowKey(id),
          ConditionExpression: 'createdAt = :createdAt AND seq = :none',
          ExpressionAttributeValues: marshall({ ':createdAt': createdAt, ':none': 0 }),
        }),
      ),
    );
  }

  return {
    ...{ open, get, set, expectVisit, reflect, keepUp, schedule, postpone, storeToken, drop },
    ...cardRows(dynamodb, TableName),
  };
}

/** A row reflects what a request has become, or has become since. */
const notBack = '(attribute_not_exists(seq) OR seq <= :seq)';

/** What the row of a request says of it. */
function stateOf(request: Request) {
  const { id, type, status, requester, createdAt, updatedAt, head } = request;
  return {
    ...{ type, status, requester: requester.id, createdAt, seq: head.length },
    updatedAt: packed(updatedAt, shownOf(request)),
    ...sortedBy(createdAt, id),
    ...(isTerminal(status) && { taskToken: undefined }),
  };
}
