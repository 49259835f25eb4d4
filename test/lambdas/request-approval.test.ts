import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { settleTimeout } from '../../lambdas/settle-timeout.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import {
  approved,
  ask,
  cancel,
  click,
  deny,
  eventTypes,
  loaded,
  pending,
  post,
  visitAll,
} from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

async function validatedRequest(): Promise<string> {
  const { body } = await post(world);
  await validateRequest({ requestId: body.id }, world.context);
  return body.id;
}

describe('the state Request approval', () => {
  test('asks, posts one card with buttons and stores the token', async () => {
    const id = await pending(world);
    expect(await eventTypes(world, id)).toEqual([
      'request.submitted',
      'request.validated',
      'approval.requested',
    ]);
    expect(world.slack.cards).toHaveLength(1);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('"approve"');
    expect(await world.index.get(id)).toMatchObject({
      ...{ status: 'pending', taskToken: `token-of-${id}`, cardSeq: 3, channel: 'C0APPROVALS' },
      ts: world.slack.cards[0]?.ts,
    });
  });

  test('keeps token and secret out of trail, log and Slack', async () => {
    const id = await approved(world);
    const shown = [
      ...(await world.trail.events(id)),
      ...world.slack.posted,
      ...world.log.lines,
      ...world.slack.told,
    ];
    expect(JSON.stringify(shown)).not.toMatch(/token-of-|8f742231b10e8888/);
  });

  test('entered again asks nobody twice and posts no second card', async () => {
    const id = await pending(world);
    await ask(world, id, { taskToken: 'b', execution: `${id}-2` });
    expect(await eventTypes(world, id)).toHaveLength(3);
    expect(world.slack.cards).toHaveLength(1);
    expect(await world.index.get(id)).toMatchObject({ taskToken: 'b' });
  });

  test.each([
    ['an earlier attempt', { retryCount: 0 }, { retryCount: 1 }],
    [
      'an earlier entry into the state',
      { enteredAt: '2026-11-02T09:00:00.000Z' },
      { enteredAt: '2026-11-02T09:00:00.001Z', retryCount: 0 },
    ],
    [
      'an earlier execution',
      { enteredAt: '2026-11-03T00:00:00.000Z', retryCount: 5 },
      { ordinal: 2, enteredAt: '2026-11-02T00:00:00.000Z' },
    ],
    ['the ninth execution after the tenth', { ordinal: 9 }, { ordinal: 10 }],
  ])('never replaces a token by that of %s', async (_what, earlier, later) => {
    const id = await validatedRequest();
    const attempt = (
      { ordinal, ...rest }: { ordinal?: number; enteredAt?: string; retryCount?: number },
      taskToken: string,
    ) => ({
      ...rest,
      taskToken,
      execution: ordinal === undefined ? id : `${id}-${ordinal}`,
    });
    await ask(world, id, attempt(earlier, 'earlier'));
    await ask(world, id, attempt(later, 'later'));
    await ask(world, id, attempt(earlier, 'earlier'));
    expect(await world.index.get(id)).toMatchObject({ taskToken: 'later' });
  });

  test('resumes itself at once if the request is decided already', async () => {
    const id = await approved(world);
    await ask(world, id, { taskToken: 'next', execution: `${id}-2` });
    expect(world.engine.resumed.at(-1)).toEqual({ taskToken: 'next', output: { status: 'approved' } });
  });

  test('resumes itself with a token that came too late to be stored', async () => {
    const id = await pending(world);
    await ask(world, id, { taskToken: 'second', retryCount: 1 });
    await cancel(world, id);
    await ask(world, id, { taskToken: 'first', retryCount: 0 });
    expect(world.engine.resumed.at(-1)).toEqual({ taskToken: 'first', output: { status: 'cancelled' } });
  });

  test.each(['dynamodb:UpdateItem', 'dynamodb:PutItem', 'dynamodb:Query'])(
    'leaves no card with buttons if the request is cancelled before its %s',
    async (operation) => {
      const id = await validatedRequest();
      world.desk.before(operation, () => cancel(world, id));
      await ask(world, id);
      expect(world.engine.resumed).toEqual([
        { taskToken: `token-of-${id}`, output: { status: 'cancelled' } },
      ]);
      expect(JSON.stringify(world.slack.cards)).not.toContain('"approve"');
    },
  );

  test('cancelled while its card is being posted takes the buttons back', async () => {
    const id = await validatedRequest();
    world.slack.after('post', () => cancel(world, id));
    await ask(world, id);
    expect(JSON.stringify(world.slack.cards)).not.toContain('"approve"');
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'cancelled' } }]);
  });

  test('does not fail because of Slack; the reconciler posts the card', async () => {
    world.slack.trouble('post', { code: 'channel_not_found', times: 1 });
    const id = await pending(world);
    expect((await loaded(world, id)).status).toBe('pending');
    expect(world.slack.cards).toEqual([]);
    world.clock.pass(61);
    expect((await visitAll(world)).done).toEqual([{ id, actions: ['shown'] }]);
    expect(world.slack.cards).toHaveLength(1);
  });

  test('whose post took effect without an answer makes at most a second card', async () => {
    world.slack.trouble('post', { kind: 'lose', times: 1 });
    const id = await pending(world);
    world.clock.pass(61);
    await visitAll(world);
    await visitAll(world, 'open');
    expect(world.slack.cards).toHaveLength(2);
    expect(await world.index.get(id)).toMatchObject({ ts: world.slack.cards[1]?.ts });
  });

  test('whose post takes so long that the reconciler posts as well keeps both cards up to date', async () => {
    const id = await validatedRequest();
    world.slack.after('post', async () => {
      world.clock.pass(13);
      await visitAll(world, 'open');
    });
    await ask(world, id);
    expect(world.slack.cards).toHaveLength(2);
    await cancel(world, id);
    await visitAll(world, 'open');
    expect(JSON.stringify(world.slack.cards)).not.toContain('"approve"');
  });

  test('that dies after any of its calls is done by the next attempt, once', async () => {
    const id = await validatedRequest();
    for (const operation of [
      'dynamodb:UpdateItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:GetItem',
    ]) {
      world.desk.fail(operation, 'crash-after');
      await expect(ask(world, id)).rejects.toThrow('The process is gone');
    }
    await ask(world, id, { retryCount: 4 });
    expect(await eventTypes(world, id)).toEqual([
      'request.submitted',
      'request.validated',
      'approval.requested',
    ]);
    expect(world.slack.cards).toHaveLength(1);
  });
});

describe('the state Settle timeout', () => {
  const settle = (id: string) => settleTimeout({ requestId: id }, world.context);

  test('expires what is due', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600);
    expect(await settle(id)).toEqual({ status: 'expired' });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'request.expired',
      actor: { id: 'settle-timeout' },
      detail: { while: 'pending' },
    });
  });

  test('goes back to waiting if it is not due', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600 - 1);
    expect(await settle(id)).toEqual({ status: 'pending' });
  });

  test('obeys a decision that was first, even by a moment', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600 - 1);
    world.desk.before('dynamodb:Query', async () => {
      await click(world, id, 'bob');
      world.clock.pass(10);
    });
    expect(await settle(id)).toEqual({ status: 'approved' });
    const other = await pending(world, 'iam-policy');
    await deny(world, other, 'carol');
    expect(await settle(other)).toEqual({ status: 'denied' });
  });

  test('leaves it to the executor whether an approved request has run out of time', async () => {
    const id = await approved(world);
    world.clock.pass(15 * 24 * 3600);
    expect(await settle(id)).toEqual({ status: 'approved' });
  });
});
