import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { actorName, isArn } from '../../domain/approval/principal.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { type Status, statuses } from '../../domain/trail/request.ts';
import { unpacked } from './listing.ts';
import { dueShards } from './row.ts';

const listedSchema = z
  .object({
    id: z.string(),
    type: z.enum(requestTypeNames),
    status: z.enum(statuses),
    requester: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .transform((row) => ({ ...row, ...unpacked(row.updatedAt) }));
type Listed = z.infer<typeof listedSchema>;
const dated = z.array(
  z
    .object({ createdAt: z.string(), updatedAt: z.string() })
    .transform(({ createdAt, updatedAt }) => ({ createdAt, updatedAt: unpacked(updatedAt).updatedAt })),
);
const dueRows = z.array(z.object({ id: z.string(), dueAt: z.string() }));

/** Rows that one call looks through at most: ten pages of a list, well below the ten seconds a function has. */
const maxFiltered = 1000;
const filteredAtOnce = 100;

/**
 * What to list, newest first. `requester`: an ARN, or the name of a session or user, as people call them; `before`: the
 * place where the last page ended.
 */
export interface ListQuery {
  status: Status | undefined;
  requester: string | undefined;
  limit: number;
  before: string | undefined;
}

type OwnQuery = ListQuery & { requester: string };

interface Access {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'> };
  environment: { REQUESTS_TABLE: string };
}

/** Reads the work index by its three indexes; no scans. */
export function workLists({ clients: { dynamodb }, environment: { REQUESTS_TABLE: TableName } }: Access) {
  /** One page of requests, newest first, and the place from which to go on if there may be more. */
  async function list({ status, requester, limit, before }: ListQuery): Promise<Page> {
    if (requester === undefined) return inStatus(status, limit, before);
    if (isArn(requester)) return ofPrincipal({ status, requester, limit, before });
    const isTheirs = (row: Listed) => actorName(row.requester) === requester;
    return filtered((count, from) => inStatus(status, count, from), isTheirs, limit, before);
  }

  /** One page of the requests of exactly one principal: no cursor leads out of what is theirs. */
  async function ofPrincipal({ status, requester, limit, before }: OwnQuery): Promise<Page> {
    const byRequester = async (count: number, from: string | undefined) =>
      pageOf(await newest('by-requester', 'requester', requester, count + 1, from), count);
    if (!status) return byRequester(limit, before);
    return filtered(byRequester, (row) => row.status === status, limit, before);
  }

  /** A page of everybody's requests, in one status or all. */
  async function inStatus(status: Status | undefined, limit: number, before: string | undefined) {
    const streams = (status ? [status] : statuses).map((each) =>
      newest('by-status', 'status', each, limit + 1, before),
    );
    // A request that changes its status between two reads is in both: once is enough.
    const found = [...new Map((await Promise.all(streams)).flat().map((item) => [item.id, item])).values()];
    found.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    return pageOf(found, limit);
  }

  /**
   * What no index has in order, filtered only after it was read: a page may hold fewer than asked for, or none,
   * although there are more.
   */
  async function filtered(
    read: (count: number, from: string | undefined) => Promise<Page>,
    isWanted: (row: Listed) => boolean,
    limit: number,
    before: string | undefined,
  ): Promise<Page> {
    const found: Listed[] = [];
    let from = before;
    for (let looked = 0; looked < maxFiltered && found.length <= limit; looked += filteredAtOnce) {
      const { items, next } = await read(filteredAtOnce, from);
      found.push(...items.filter(isWanted));
      if (next === undefined) return pageOf(found, limit);
      from = next;
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

  return { list, ofPrincipal, due, oldest };
}

interface Page {
  items: Listed[];
  next: string | undefined;
}

function pageOf(found: readonly Listed[], limit: number): Page {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? placeOf(last) : undefined };
}

const placeOf = ({ createdAt, id }: Listed) => `${createdAt}#${id}`;
