import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listOwnRequests } from '../../lambdas/list-own-requests.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { principals } from '../support/people.ts';
import { call, cancel, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

const role = 'arn:aws:sts::111122223333:assumed-role';
/** Principals that somebody could take for one another. */
const callers = {
  ...principals,
  otherCase: principals.alice.replace('alice@', 'Alice@'),
  otherAccount: principals.alice.replace('111122223333', '444455556666'),
  longer: `${principals.alice}.org`,
  user: 'arn:aws:iam::111122223333:user/alice@example.com',
  plus: `${role}/deployer/ci+1`,
  none: `${role}/deployer/nothing-yet`,
};
let world: World;
/** Ids by who asked, newest first. */
const theirs = new Map<string, string[]>();

beforeAll(async () => {
  world = await newWorld();
  for (let round = 0; round < 2; round++) {
    for (const caller of Object.values(callers).filter((each) => each !== callers.none)) {
      if (caller === callers.otherAccount) continue;
      const { body } = await post(world, { body: bodyOf('iam-policy'), caller });
      theirs.set(caller, [body.id, ...(theirs.get(caller) ?? [])]);
      world.clock.pass(1);
    }
  }
  const latest = theirs.get(principals.alice)?.[0] ?? '';
  await cancel(world, latest, principals.alice);
  await validateRequest({ requestId: latest }, world.context);
});
afterAll(() => world.close());

function list(query: Record<string, string> = {}, caller: string = principals.alice) {
  const event = apiEvent({ path: '/me/requests', queryStringParameters: query, caller });
  return call(listOwnRequests, event, world, world.context);
}

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

describe("the caller's own requests", () => {
  test('are those of exactly this principal, newest first, whoever has a similar name', async () => {
    for (const [caller, ids] of theirs) {
      const { status, body } = await list({}, caller);
      expect([caller, status, idsOf(body.items)]).toEqual([caller, 200, ids]);
      for (const item of body.items) expect(item.requester).toBe(caller);
    }
  });

  test('are none for who never asked', async () => {
    expect((await list({}, callers.none)).body).toEqual({ items: [] });
  });

  test('can be filtered by status, and paged', async () => {
    const [cancelled = '', open = ''] = theirs.get(principals.alice) ?? [];
    expect(idsOf((await list({ status: 'submitted' })).body.items)).toEqual([open]);
    const first = await list({ limit: '1' });
    expect(idsOf(first.body.items)).toEqual([cancelled]);
    const second = await list({ limit: '1', cursor: first.body.nextCursor });
    expect([idsOf(second.body.items), second.body.nextCursor]).toEqual([[open], undefined]);
  });

  test("stay the caller's own after a cursor of somebody else, or of no place at all", async () => {
    const { body } = await list({ limit: '1' }, principals.bob);
    expect(body.nextCursor).toEqual(expect.any(String));
    const after = await list({ cursor: body.nextCursor });
    for (const { requester } of after.body.items) expect(requester).toBe(principals.alice);
    const far = Buffer.from(`9999-12-31T23:59:59.999Z#${theirs.get(principals.bob)?.[0]}`);
    const all = await list({ cursor: far.toString('base64url') });
    expect(idsOf(all.body.items)).toEqual(theirs.get(principals.alice));
  });

  test.each([
    [{ requester: principals.bob }, '/requester'],
    [{ Requester: principals.bob }, '/Requester'],
    [{ principal: principals.bob }, '/principal'],
    [{ status: 'PENDING' }, '/status'],
    [{ limit: '0' }, '/limit'],
    [{ cursor: 'AAAA' }, '/cursor'],
  ])('take no other filter: %j is a 422', async (query, pointer) => {
    expect(await list(query)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('never hold anybody else’s, whatever the query says', async () => {
    const cursors = [...theirs.values()]
      .flat()
      .map((id) => Buffer.from(`2026-11-22T00:00:00.000Z#${id}`).toString('base64url'));
    const word = fc.oneof(
      fc.constantFrom(...Object.values(callers), ...cursors, '*', '%', '25'),
      fc.string(),
    );
    const names = ['status', 'limit', 'cursor', 'requester', 'status[]', 'caller'];
    const query = fc.dictionary(fc.constantFrom(...names), word, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom(...Object.values(principals)), async (asked, caller) => {
        const { status, body } = await list(asked, caller);
        expect([200, 422]).toContain(status);
        for (const { requester } of body.items ?? []) expect(requester).toBe(caller);
      }),
      { numRuns: 60 },
    );
  });

  test('are nobody’s without a signature', async () => {
    const identity = { userArn: null };
    const event = apiEvent({ requestContext: { accountId: '111122223333', identity } });
    expect(await call(listOwnRequests, event, world, world.context)).toMatchObject({ status: 403 });
  });

  test('cost one query', async () => {
    world.desk.sent.length = 0;
    await list();
    expect(world.desk.sent).toEqual(['dynamodb:Query']);
  });
});
