import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { viewOf } from '../../domain/view.ts';
import { listRequests } from '../../lambdas/list-requests.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { principals } from '../support/people.ts';
import { ask, call, cancel, loaded, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
const ids: string[] = [];
const bobs: string[] = [];
const cancelled: string[] = [];

/** Twelve requests, some within the same instant; every third by bob, every fourth cancelled. */
beforeAll(async () => {
  world = await newWorld();
  for (let index = 0; index < 12; index++) {
    if (index % 3 > 0) world.clock.pass(1);
    const caller = index % 3 === 0 ? principals.bob : principals.alice;
    const { body } = await post(world, { body: bodyOf('iam-policy'), caller });
    ids.push(body.id);
    if (caller === principals.bob) bobs.push(body.id);
    if (index % 4 !== 0) continue;
    await cancel(world, body.id, caller);
    await validateRequest({ requestId: body.id }, world.context);
    cancelled.push(body.id);
  }
});
afterAll(() => world.close());

function list(query: Record<string, string> = {}) {
  const event = apiEvent({ queryStringParameters: query });
  return call(listRequests, event, world, world.context);
}

/** Writes a row past the functions. */
function put(row: object) {
  const TableName = world.context.environment.REQUESTS_TABLE;
  return world.context.clients.dynamodb.send(new PutItemCommand({ TableName, Item: marshall(row) }));
}

/** All pages of a list, one after the other. */
async function pages(query: Record<string, string>) {
  const found: { id: string; createdAt: string }[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await list({ ...query, ...(cursor && { cursor }) });
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(Number(query.limit ?? 25));
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}

describe('the list of requests', () => {
  test('is newest first, with what a list shows', async () => {
    const { body } = await list();
    const times: string[] = body.items.map((item: { createdAt: string }) => item.createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(Object.keys(body.items[0]).sort()).toEqual(
      ['account', 'createdAt', 'id', 'name', 'requester', 'status', 'type', 'updatedAt'].sort(),
    );
    expect(body).not.toHaveProperty('nextCursor');
  });

  test('names what is asked for, in which account, from the start, and the risk once it is known', async () => {
    const one = await newWorld();
    const caller = principals.alice;
    const asked = bodyOf('iam-policy', { PolicyName: 'read-reports' });
    const { body } = await post(one, { body: asked, caller });
    const listed = async () => {
      one.desk.sent.length = 0;
      const event = apiEvent({ queryStringParameters: { requester: caller } });
      const { body } = await call(listRequests, event, one, one.context);
      expect(one.desk.sent).toEqual(['dynamodb:Query']);
      return body.items;
    };
    const { createdAt } = body;
    const known = { id: body.id, name: 'read-reports', account: '111122223333', createdAt };
    expect(await listed()).toEqual([
      { ...known, type: 'iam-policy', status: 'submitted', requester: caller, updatedAt: createdAt },
    ]);
    one.clock.pass(1);
    await validateRequest({ requestId: body.id }, one.context);
    await ask(one, body.id);
    const { risk, updatedAt } = viewOf(await loaded(one, body.id));
    expect(risk).toMatch(/^(low|medium|high|critical)$/);
    expect(await listed()).toMatchObject([{ ...known, risk, updatedAt }]);
    await one.close();
  });

  test('shows a row as it was written before there were names, without them', async () => {
    const requester = 'arn:aws:iam::111122223333:user/old';
    const createdAt = '2026-01-02T03:04:05.678Z';
    const id = '00000000-0000-4000-8000-000000000001';
    const shown = { id, requester, type: 'iam-role', status: 'pending', createdAt, updatedAt: createdAt };
    await put({ ...shown, createdAtId: `${createdAt}#${id}` });
    expect((await list({ requester })).body.items).toEqual([shown]);
    const TableName = world.context.environment.REQUESTS_TABLE;
    await world.context.clients.dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } }));
  });

  test.each(['1', '2', '3', '5', '11', '12', '100'])(
    'comes in pages of %s without gaps or repeats, also within the same instant',
    async (limit) => {
      const found = (await pages({ limit })).map(({ id }) => id);
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort()).toEqual([...ids].sort());
      expect(found).toEqual((await pages({})).map(({ id }) => id));
    },
  );

  test.each(['1', '2', '100'])(
    'can be restricted to a requester, a status or both, by pages of %s',
    async (limit) => {
      const requester = principals.bob;
      const sorted = (found: { id: string }[]) => found.map(({ id }) => id).sort();
      expect(sorted(await pages({ limit, requester }))).toEqual([...bobs].sort());
      expect(sorted(await pages({ limit, status: 'cancelled' }))).toEqual([...cancelled].sort());
      const both = bobs.filter((id) => cancelled.includes(id)).sort();
      expect(sorted(await pages({ limit, status: 'cancelled', requester }))).toEqual(both);
    },
  );

  test.each(['1', '2', '100'])(
    'can be restricted to a requester by the name that people use, with a status or without, by pages of %s',
    async (limit) => {
      const requester = 'bob@example.com';
      const sorted = (found: { id: string }[]) => found.map(({ id }) => id).sort();
      expect(sorted(await pages({ limit, requester }))).toEqual([...bobs].sort());
      const both = bobs.filter((id) => cancelled.includes(id)).sort();
      expect(sorted(await pages({ limit, status: 'cancelled', requester }))).toEqual(both);
      expect(await pages({ limit, requester: 'bob' })).toEqual([]);
    },
  );

  test('of a requester or a status without requests is empty', async () => {
    expect((await list({ requester: 'nobody' })).body).toEqual({ items: [] });
    expect((await list({ status: 'denied' })).body).toEqual({ items: [] });
  });

  test('of a requester with very many requests reads a bounded number of them a page', async () => {
    const requester = 'arn:aws:iam::111122223333:user/busy';
    const row = (index: number) => {
      const createdAt = new Date(Date.UTC(2026, 0, 1) + index).toISOString();
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      const shown = { id, requester, type: 'iam-role', createdAt, updatedAt: createdAt };
      return {
        ...shown,
        status: index === 0 ? 'failed' : 'created',
        createdAtId: `${createdAt}#${id}`,
      };
    };
    for (let first = 0; first < 2100; first += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => put(row(first + index))));
    }
    world.desk.sent.length = 0;
    const first = await list({ requester, status: 'failed' });
    expect(world.desk.sent.filter((call) => call === 'dynamodb:Query').length).toBeLessThanOrEqual(10);
    expect(first.body.items).toEqual([]);
    expect(await pages({ requester, status: 'failed' })).toHaveLength(1);
    expect(await pages({ requester, status: 'created', limit: '100' })).toHaveLength(2099);
  });

  test('never scans a table', async () => {
    await list({ status: 'cancelled', requester: principals.bob });
    expect(world.desk.sent).not.toContain('dynamodb:Scan');
  });

  test.each([
    [{ limit: '0' }, '/limit'],
    [{ limit: '101' }, '/limit'],
    [{ limit: '1e1' }, '/limit'],
    [{ status: 'done' }, '/status'],
    [{ requester: '' }, '/requester'],
    [{ requester: 'bob smith' }, '/requester'],
    [{ requester: 'arn:aws:s3:::bucket' }, '/requester'],
    [{ requester: 'arn:aws:iam::1111:user/bob' }, '/requester'],
    [{ status: '' }, '/status'],
    // DynamoDB counts a key's bytes, of which it takes 2,048.
    [{ requester: 'é'.repeat(2000) }, '/requester'],
    [{ colour: 'red' }, '/colour'],
    [{ cursor: '' }, '/cursor'],
    [{ cursor: 'AAAA' }, '/cursor'],
    [{ cursor: 'x'.repeat(201) }, '/cursor'],
    [{ cursor: Buffer.from('2026-11-02T09:00:00.000Z#../etc/passwd').toString('base64url') }, '/cursor'],
  ])('refuses %j', async (query, pointer) => {
    const { status, body } = await list({ ...query });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  test('refuses a parameter that came twice, whatever its values are, beside what else is wrong', async () => {
    const event = apiEvent({
      queryStringParameters: { status: 'nonsense', limit: '0', requester: 'alice' },
      multiValueQueryStringParameters: {
        status: ['pending', 'nonsense'],
        limit: ['0'],
        requester: ['alice', 'alice'],
      },
    });
    const { status, body } = await call(listRequests, event, world, world.context);
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        pointer: '/status',
        code: 'repeated',
        detail: 'Send status once; it came 2 times. For several values, ask once for each.',
      },
      expect.objectContaining({ pointer: '/requester', code: 'repeated' }),
      expect.objectContaining({ pointer: '/limit', code: 'pattern' }),
    ]);
  });

  test('never makes an error of ours of any query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('limit', 'status', 'requester', 'cursor'), fc.string()),
        async (query) => {
          expect([200, 422]).toContain((await list(query)).status);
        },
      ),
      { numRuns: 100 },
    );
  });
});
