import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../domain/digest.ts';
import { eventSchema, type TrailEvent } from '../domain/trail/events.ts';
import { packed, shownOf } from '../lambdas/store/listing.ts';
import { due, sortedBy } from '../lambdas/store/row.ts';
import { DynamoDb } from '../local/doubles/dynamodb/dynamodb.ts';
import { readTemplate } from '../local/template/template.ts';
import type { RequestType } from './answers.ts';
import type { LocalStack } from './local-stack.ts';

/** The audit trails that stored requests are copies of. */
export interface Models {
  created: TrailEvent[];
  pending: TrailEvent[];
}

const audit = z.object({ events: z.array(eventSchema).min(1) });
const batchSize = 25;
const writers = 8;
/** Three of ten wait for approval: more than a page of 25 of either status, also among 100. */
const pendingShare = 0.3;

/** Makes one created and one pending request, and reads their trails. */
export async function makeModels(stack: LocalStack, type: RequestType): Promise<Models> {
  const trail = async (id: string) => (await stack.call(audit, `/requests/${id}/audit`)).events;
  const created = await stack.create(type, { asIs: true });
  const pending = await stack.submit(type);
  await stack.card(pending);
  return { created: await trail(created), pending: await trail(pending) };
}

/** Writes the rows and events of `count` requests into a data directory of the local stack, past its functions. */
export async function storeRequests(
  directory: string,
  assembly: string,
  count: number,
  models: Models,
): Promise<void> {
  const dynamodb = new DynamoDb({ path: join(directory, 'dynamodb'), meter: { consumed: () => undefined } });
  const { tables } = readTemplate(assembly);
  for (const table of tables) await dynamodb.ensureTable(table);
  const [index = '', trail = ''] = [true, false].map(
    (indexed) => tables.find((table) => (table.GlobalSecondaryIndexes !== undefined) === indexed)?.TableName,
  );
  const items = itemsOf(count, models, { index, trail });
  await Promise.all(Array.from({ length: writers }, () => write(dynamodb, items)));
  await dynamodb.close();
}

type Item = { table: string; item: Record<string, AttributeValue> };

/** Writes batches until there are no more items; several writers share one source. */
async function write(dynamodb: DynamoDb, items: Iterator<Item>): Promise<void> {
  for (;;) {
    const batch: Item[] = [];
    while (batch.length < batchSize) {
      const { value, done } = items.next();
      if (done) break;
      batch.push(value);
    }
    if (batch.length === 0) return;
    const tables = Map.groupBy(batch, ({ table }) => table);
    const RequestItems = Object.fromEntries(
      [...tables].map(([table, each]) => [table, each.map(({ item: Item }) => ({ PutRequest: { Item } }))]),
    );
    await dynamodb.call('BatchWriteItem', { RequestItems });
  }
}

/** A minute between one request and the next, the newest of them now. */
function* itemsOf(count: number, models: Models, tables: { index: string; trail: string }): Generator<Item> {
  const now = Date.now();
  for (let number = 0; number < count; number++) {
    const id = randomUUID();
    const isPending = number < count * pendingShare;
    const createdAt = new Date(now - (count - number) * 60_000).toISOString();
    const events = isPending ? models.pending : models.created;
    yield { table: tables.index, item: marshall(rowOf(id, events, createdAt, isPending)) };
    for (const event of events) {
      const stored = { ...event, requestId: id, detail: canonicalJson(event.detail) };
      yield { table: tables.trail, item: marshall(stored, { removeUndefinedValues: true }) };
    }
  }
}

function rowOf(id: string, [first, ...later]: TrailEvent[], createdAt: string, isPending: boolean): object {
  if (first?.type !== 'request.submitted') throw new TypeError('A trail begins with its submission.');
  const inSixHours = new Date(Date.now() + 6 * 3_600_000).toISOString();
  return {
    ...{ id, type: first.detail.type, requester: first.actor.id, createdAt },
    updatedAt: packed(createdAt, { ...shownOf(first.detail), risk: 'low' }),
    ...{ status: isPending ? 'pending' : 'created', seq: later.length + 1, ...sortedBy(createdAt, id) },
    ...{ channel: 'C0APPROVALS', ts: '1763779633.000100', cardSeq: later.length + 1 },
    ...(isPending ? due(id, inSixHours) : { outcomeTold: true }),
  };
}
