import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { type Status, statuses } from '../../domain/trail/request.ts';
import { dueShards } from './row.ts';

const listedSchema = z.object({
  id: z.string(),
  type: z.enum(requestTypeNames),
  status: z.enum(statuses),
  requester: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Listed = z.infer<typeof listedSchema>;
const dated = z.array(z.object({ createdAt: z.string(), updatedAt: z.string() }));
const dueRows = z.array(z.object({ id: z.string(), dueAt: z.string() }));

/** Rows that one call reads at most to filter them: ten queries, well below the ten seconds a function has. */
const mostFiltered = 1000;
const filteredAtOnce = 100;

/** What to list, newest first; `before` is the place where the last page ended. */
export interface ListQuery {
  status: Status | undefined;
  requester: string | undefined;
  limit: number;
  before: string | undefined;
}

interface Access {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'> };
  environment: { REQUESTS_TABLE: string };
}

/** Reads the work index by its three indexes; no scans. */
export function workLists({ clients: { dynamodb }, environment: { REQUESTS_TABLE: TableName } }: Access) {
  /** One page of requests, newest first, and the place from which to go on if there may be more. */
  async function list({ status, requester, limit, before }: ListQuery) {
    if (requester && status) return filtered(requester, status, limit, before);
    const streams = requester
      ? [newest('by-requester', 'requester', requester, limit + 1, before)]
      : (status ? [status] : statuses).map((each) => newest('by-status', 'status', each, limit + 1, before));
    // A request that changes its status between two reads is in both: once is enough.
    const found = [...new Map((await Promise.all(streams)).flat().map((item) => [item.id, item])).values()];
    found.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    return pageOf(found, limit);
  }

  /**
   * One requester's requests in one status, which is filtered only after they were read: a page may hold fewer than
   * asked for, or none, although there are more.
   */
  async function filtered(requester: string, status: Status, limit: number, before: string | undefined) {
    const found: Listed[] = [];
    let from = before;
    for (let read = 0; read < mostFiltered && found.length <= limit; read += filteredAtOnce) {
      const rows = await newest('by-requester', 'requester', requester, filteredAtOnce, from);
      found.push(...rows.filter((row) => row.status === status));
      const last = rows.at(-1);
      if (!last || rows.length < filteredAtOnce) return pageOf(found, limit);
      from = placeOf(last);
    }
    const page = pageOf(found, limit);
    return { ...page, next: page.next ?? from };
  }

  async function newest(index: string, attribute: string, value: string, limit: number, before?: string) {
    return z.array(listedSchema).parse(
      await query({
        IndexName: index,
        KeyConditionExpression: before
          ? '#attribute = :value AND createdAtId < :before'
          : '#attribute = :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: marshall(
          { ':value': value, ':before': before },
          { removeUndefinedValues: true },
        ),
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
  }

  /** Ids of requests that are due at `until`, the longest waiting first, at most `limit`. */
  async function due(until: string, limit: number): Promise<string[]> {
    const shards = await Promise.all(
      dueShards.map((shard) =>
        query({
          IndexName: 'by-due',
          KeyConditionExpression: 'dueShard = :shard AND dueAt <= :until',
          ExpressionAttributeValues: marshall({ ':shard': shard, ':until': until }),
          Limit: limit,
        }),
      ),
    );
    const rows = dueRows.parse(shards.flat());
    return rows
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** Since when the oldest requests in a status exist, and when something last happened to them. */
  async function oldest(status: Status, limit: number) {
    return dated.parse(
      await query({
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: marshall({ ':status': status }),
        Limit: limit,
      }),
    );
  }

  /** One query's items, page after page until its limit is reached. */
  async function query(input: Omit<QueryCommandInput, 'TableName'> & { Limit: number }) {
    const items: unknown[] = [];
    let startKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await dynamodb.send(
        new QueryCommand({ TableName, ...input, ExclusiveStartKey: startKey }),
      );
      items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      startKey = page.LastEvaluatedKey;
    } while (startKey && items.length < input.Limit);
    return items.slice(0, input.Limit);
  }

  return { list, due, oldest };
}

function pageOf(found: readonly Listed[], limit: number) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? placeOf(last) : undefined };
}

const placeOf = ({ createdAt, id }: Listed) => `${createdAt}#${id}`;
