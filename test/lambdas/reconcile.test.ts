import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordOutcome } from '../../lambdas/record-outcome.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import {
  approved,
  ask,
  cancel,
  click,
  create,
  eventTypes,
  isSettled,
  loaded,
  outcome,
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

/** The actions of every visit that did something, after some time. */
async function actionsAfter(seconds: number): Promise<string[][]> {
  world.clock.pass(seconds);
  return (await visitAll(world)).done.map(({ actions }) => actions);
}

/** Runs the reconciler every minute, as its schedule does; returns how many visits each run made. */
async function everyMinute(
  minutes: number,
  between: () => Promise<unknown> = async () => {},
): Promise<number[]> {
  const visits: number[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    world.clock.pass(60);
    visits.push((await visitAll(world)).visited);
    await between();
  }
  return visits;
}

describe('the reconciler', () => {
  test('has nothing to do where nothing is due, and reads no more than four shards and three counts for it', async () => {
    await pending(world);
    world.clock.pass(61);
    world.desk.sent.length = 0;
    expect(await visitAll(world)).toEqual({ due: 0, visited: 0, done: [] });
    expect(world.desk.sent).toEqual(Array.from({ length: 4 + 3 }, () => 'dynamodb:Query'));
  });

  test('looks at a waiting request four times a day, not every minute', async () => {
    await pending(world);
    const visits = await everyMinute(60);
    expect(visits.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1);
  });

  test('leaves alone what is settled', async () => {
    const id = await approved(world);
    await create(world, id);
    await outcome(world, id);
    await actionsAfter(61);
    expect(await isSettled(world, id)).toBe(true);
    expect(await visitAll(world, 'open')).toMatchObject({ due: 0 });
  });

  test('starts what was not started', async () => {
    world.desk.fail('states:StartExecution', 'crash-before');
    await expect(post(world)).rejects.toThrow();
    expect(await actionsAfter(61)).toEqual([['started']]);
    expect(await actionsAfter(61)).toEqual([]);
    expect(world.engine.executions).toHaveLength(1);
  });

  test('does not drop the row of a submission that is still under way', async () => {
    world.desk.fail('dynamodb:PutItem', 'crash-after');
    await expect(post(world)).rejects.toThrow();
    expect(await actionsAfter(59)).toEqual([]);
    expect(await actionsAfter(2)).toEqual([['dropped']]);
  });
});

describe('expiry', () => {
  test('is appended at the end of the window, once, resumes the workflow and shows', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600 - 1);
    await visitAll(world);
    expect((await loaded(world, id)).status).toBe('pending');
    world.clock.pass(1);
    await Promise.all([visitAll(world), visitAll(world)]);
    const expired = (await world.trail.events(id)).filter(({ type }) => type === 'request.expired');
    expect(expired).toMatchObject([{ actor: { id: 'reconcile' } }]);
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'expired' } }]);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('Expired');
    expect(world.slack.replies.length).toBeGreaterThan(0);
  });

  test('is due the moment the window ends, by the index itself', async () => {
    const id = await pending(world);
    for (let half = 0; half < 2 * 72; half++) await actionsAfter(1800);
    expect((await loaded(world, id)).status).toBe('expired');
  });

  test('comes although somebody clicks all the time', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600 - 300);
    await everyMinute(10, () => click(world, id, 'mallory'));
    expect((await loaded(world, id)).status).toBe('expired');
  });

  test('does not touch an approved request: it may have its resource already', async () => {
    const id = await approved(world);
    await actionsAfter(30 * 3600);
    expect((await loaded(world, id)).status).toBe('approved');
  });
});

describe('a reminder', () => {
  test('comes at half and at nine tenths of the window, once each, also from two runs at once', async () => {
    const id = await pending(world);
    world.clock.pass(36 * 3600);
    await Promise.all([visitAll(world), visitAll(world)]);
    await actionsAfter(60);
    expect(world.slack.replies).toHaveLength(1);
    world.clock.pass(29 * 3600);
    await Promise.all([visitAll(world), visitAll(world)]);
    expect(world.slack.replies).toHaveLength(2);
    expect(world.slack.replies[0]).toMatchObject({
      threadTs: world.slack.cards[0]?.ts,
      text: expect.stringContaining('<!subteam^S0LEADS>'),
    });
    const reminded = (await world.trail.events(id)).filter(({ type }) => type === 'approval.reminded');
    expect(reminded.map(({ detail }) => detail)).toMatchObject([{ reminder: 1 }, { reminder: 2 }]);
  });

  test('that was missed is left out', async () => {
    await pending(world);
    await actionsAfter(70 * 3600);
    await actionsAfter(60);
    expect(world.slack.replies).toHaveLength(1);
  });

  test('is not sent to nobody: without a card there is none', async () => {
    world.slack.trouble('post');
    const id = await pending(world);
    await actionsAfter(40 * 3600);
    expect(await eventTypes(world, id)).not.toContain('approval.reminded');
  });
});

describe('a workflow that died', () => {
  test('before approval is started three times in vain, then given up', async () => {
    const { body } = await post(world);
    const died = async () => {
      for (const { name, status } of world.engine.executions) {
        if (status === 'RUNNING') world.engine.end(name, 'FAILED');
      }
    };
    await died();
    await everyMinute(60, died);
    expect(world.engine.names).toEqual([body.id, `${body.id}-2`, `${body.id}-3`, `${body.id}-4`]);
    expect(await loaded(world, body.id)).toMatchObject({
      status: 'failed',
      failure: { code: 'workflow-died' },
    });
    expect(await isSettled(world, body.id)).toBe(true);
  });

  test('while it waits for people is started as often as it takes', async () => {
    const id = await pending(world);
    for (let ordinal = 2; ordinal < 9; ordinal++) {
      world.engine.end(world.engine.names.at(-1) ?? '', 'TIMED_OUT');
      await visitAll(world, 'open');
      world.clock.pass(60);
      await ask(world, id, { taskToken: `token-${ordinal}`, execution: `${id}-${ordinal}` });
    }
    expect(world.engine.names).toHaveLength(8);
    await click(world, id, 'bob');
    expect(world.engine.resumed.at(-1)).toMatchObject({ taskToken: 'token-8' });
  });

  test('after approval is started again, ever more seldom', async () => {
    const id = await approved(world);
    const died = async () => {
      for (const { name, status } of world.engine.executions) {
        if (status !== 'RUNNING') continue;
        world.engine.end(name, 'SUCCEEDED');
        await recordOutcome({ requestId: id, failure: { Error: 'ZodError' } }, world.context);
      }
    };
    await died();
    await everyMinute(180, died);
    expect((await loaded(world, id)).status).toBe('approved');
    expect(world.engine.executions.length).toBeGreaterThan(5);
    expect(world.engine.executions.length).toBeLessThan(15);
  });

  test('by an operator’s hand stays stopped, and its request can be cancelled', async () => {
    const id = await pending(world);
    world.engine.end(id, 'ABORTED', 'Maintenance');
    await everyMinute(5);
    await visitAll(world, 'open');
    expect(world.engine.names).toEqual([id]);
    const stops = (await world.trail.events(id)).filter(({ type }) => type === 'workflow.stopped');
    expect(stops).toMatchObject([{ detail: { execution: id } }]);
    expect((await loaded(world, id)).stopped).toMatchObject({ execution: id });
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('stopped by an operator');
    expect(await cancel(world, id)).toMatchObject({ status: 200 });
    await actionsAfter(61);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).not.toContain('"approve"');
    expect(await isSettled(world, id)).toBe(true);
  });
});

test('an approved request whose execution an operator stopped is looked for once its time is over', async () => {
  const id = await pending(world);
  await click(world, id, 'bob');
  world.engine.end(id, 'ABORTED', 'Maintenance');
  await everyMinute(5);
  expect(world.engine.names).toEqual([id]);
  world.clock.pass(24 * 3600);
  await everyMinute(1);
  expect(world.engine.names).toEqual([id, `${id}-2`]);
});

describe('a decided request whose execution still waits', () => {
  test('is resumed', async () => {
    const id = await pending(world);
    world.desk.fail('states:SendTaskSuccess', { error: 'ThrottlingException' });
    await click(world, id, 'bob');
    expect(await actionsAfter(61)).toMatchObject([['resumed', 'shown']]);
  });

  test('for a dead token is replaced by the next execution', async () => {
    const id = await pending(world);
    world.engine.kill(`token-of-${id}`);
    await click(world, id, 'bob');
    expect(await actionsAfter(61)).toMatchObject([['restarted', 'shown']]);
    expect(world.engine.executions).toMatchObject([
      { name: id, status: 'ABORTED', error: 'DeadToken' },
      { name: `${id}-2` },
    ]);
    await ask(world, id, { taskToken: 'next', execution: `${id}-2` });
    expect(world.engine.resumed).toEqual([{ taskToken: 'next', output: { status: 'approved' } }]);
  });

  test('and was stopped before the next could start, gets it at the next visit', async () => {
    const id = await pending(world);
    world.engine.kill(`token-of-${id}`);
    await click(world, id, 'bob');
    world.desk.fail('states:StartExecution', 'crash-before');
    world.clock.pass(61);
    await expect(visitAll(world)).rejects.toThrow('The process is gone');
    await actionsAfter(61);
    expect(world.engine.names).toEqual([id, `${id}-2`]);
  });

  test('but is past waiting is left to go on', async () => {
    const id = await pending(world);
    await click(world, id, 'bob');
    world.engine.state = 'Create IAM role';
    await actionsAfter(61);
    expect(world.engine.executions).toMatchObject([{ name: id, status: 'RUNNING' }]);
  });

  test('is replaced once by two runs at once', async () => {
    const id = await pending(world);
    world.engine.kill(`token-of-${id}`);
    await click(world, id, 'bob');
    world.clock.pass(61);
    await Promise.all([visitAll(world), visitAll(world)]);
    expect(world.engine.names).toEqual([id, `${id}-2`]);
  });
});

describe('missing cards', () => {
  test('are posted at the pace that Slack asks for', async () => {
    world.slack.trouble('post', { code: 'ratelimited', retryAfter: 1, times: 30 });
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await pending(world));
    expect(world.slack.cards).toEqual([]);
    await everyMinute(2);
    expect(world.slack.cards).toHaveLength(20);
    for (const id of ids) expect((await loaded(world, id)).status).toBe('pending');
  });

  test('are left to the next run when this one has no time left, and are not put off for it', async () => {
    world.slack.trouble('post', { code: 'ratelimited', retryAfter: 50, times: 4 + 3 });
    for (let count = 0; count < 4; count++) await pending(world);
    await everyMinute(3);
    expect(world.slack.cards).toEqual([]);
    await everyMinute(1);
    expect(world.slack.cards).toHaveLength(4);
  });
});

describe('a Slack that does not want to be asked', () => {
  /** Requests that lack a card, and one that was approved and not resumed; it is the last in line. */
  async function backlog(count: number) {
    const resumable = await pending(world);
    world.slack.trouble('post', { code: 'internal_error', times: count });
    for (let left = count; left > 0; left--) await pending(world);
    world.clock.pass(5);
    world.desk.fail('states:SendTaskSuccess', { error: 'ThrottlingException' });
    await click(world, resumable, 'bob');
    world.engine.resumed.length = 0;
  }

  test('delays no workflow: those are resumed before anybody waits for Slack', async () => {
    await backlog(3);
    world.slack.trouble('post', { code: 'ratelimited', retryAfter: 30, times: 1 });
    const before: string[] = [];
    world.slack.after('post', async () => void before.push(...world.engine.resumed.map(() => 'resumed')));
    world.clock.pass(61);
    await visitAll(world);
    expect(before).toEqual(['resumed']);
  });

  test.each([
    ['token_revoked', 1],
    ['secret_unavailable: AccessDeniedException', 1],
    ['internal_error', 2],
    ['channel_not_found', 1],
    // Each refused card is tried again at once, short.
    ['invalid_blocks', 10],
  ])('for %s is asked %i times by a run with five missing cards', async (code, asked) => {
    await backlog(5);
    let posts = 0;
    const { post } = world.slack;
    world.slack.post = async (message) => {
      posts += 1;
      return post.call(world.slack, message);
    };
    world.slack.trouble('post', { code });
    world.clock.pass(61);
    await visitAll(world);
    expect(posts).toBe(asked);
    expect(world.engine.resumed).toHaveLength(1);
  });

  test('is no reason to remind for nothing: the reminder comes once Slack is back', async () => {
    for (let count = 0; count < 3; count++) await pending(world);
    world.clock.pass(36 * 3600);
    world.slack.trouble('post', { code: 'token_revoked' });
    await everyMinute(3);
    world.slack.recover();
    await everyMinute(15);
    expect(world.slack.replies).toHaveLength(3);
    await everyMinute(60);
    expect(world.slack.replies).toHaveLength(3);
  });

  test('answers after it was given up: each card is posted once an hour at last, not at each visit', async () => {
    world.slack.trouble('post', { kind: 'lose' });
    await pending(world);
    await everyMinute(6 * 60);
    expect(world.slack.cards.length).toBeLessThan(12);
    const soon = world.slack.cards.length;
    world.slack.recover();
    await everyMinute(61);
    expect(world.slack.cards).toHaveLength(soon + 1);
  });
});

test('a pending request whose execution keeps dying is started over ever more seldom', async () => {
  const id = await pending(world);
  world.slack.trouble('update', { code: 'cant_update_message' });
  await click(world, id, 'mallory');
  let starts = 0;
  await everyMinute(120, async () => {
    const latest = world.engine.executions.at(-1);
    if (latest?.status !== 'RUNNING') return;
    world.engine.end(latest.name, 'FAILED');
    starts += 1;
    await validateRequest({ requestId: id }, world.context);
  });
  expect(starts).toBeLessThan(20);
});

describe('what waits is measured each minute', () => {
  test('by status, with the age of the oldest', async () => {
    await pending(world);
    world.clock.pass(600);
    await pending(world);
    await visitAll(world);
    expect(world.metrics.latest('RequestsWaiting pending')).toBe(2);
    expect(world.metrics.latest('OldestWaiting pending')).toBe(600);
    expect(world.metrics.latest('RequestsWaiting approved')).toBe(0);
    expect(world.metrics.latest('OldestWaiting approved')).toBe(0);
  });

  test('and for how long nothing has happened to what only waits for machinery', async () => {
    const id = await pending(world);
    world.clock.pass(3600);
    await click(world, id, 'bob');
    world.clock.pass(90);
    await visitAll(world);
    expect(world.metrics.latest('OldestWaiting approved')).toBe(90);
  });

  test('and so is what the reconciler did', async () => {
    world.desk.fail('states:StartExecution', { error: 'ThrottlingException' });
    await post(world);
    await actionsAfter(61);
    expect(world.metrics.sum('ReconcilerRepairs started')).toBe(1);
  });
});

describe('an outcome that Slack did not take', () => {
  test.each(['post', 'update'] as const)('is shown and told within a minute: %s', async (method) => {
    const id = await approved(world);
    await create(world, id);
    world.slack.trouble(method, { times: 1 });
    await outcome(world, id);
    expect(await isSettled(world, id)).toBe(false);
    await everyMinute(2);
    expect(await isSettled(world, id)).toBe(true);
    expect(world.slack.replies).toHaveLength(1);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('Created');
  });

  test('because a crash came first is shown and told as well', async () => {
    const id = await approved(world);
    await create(world, id);
    world.desk.fail('dynamodb:GetItem', 'crash-after');
    await expect(outcome(world, id)).rejects.toThrow();
    await everyMinute(2);
    expect(world.slack.replies).toHaveLength(1);
    expect(await isSettled(world, id)).toBe(true);
  });

  test('because the card was deleted is told in the thread all the same', async () => {
    const id = await pending(world);
    world.slack.posted.length = 0;
    await cancel(world, id);
    await outcome(world, id);
    expect(world.slack.replies).toHaveLength(1);
  });
});

describe('a poisoned request', () => {
  async function poison(id: string) {
    await world.doubles.dynamodb.call('PutItem', {
      TableName: 'AuditTrail',
      Item: { requestId: { S: id }, seq: { N: '99' }, detail: { S: '{}' } },
    });
  }

  test('does not block the others, is named, and is visited ever more seldom', async () => {
    world.slack.trouble('post', { times: 2 });
    const bad = await pending(world);
    const good = await pending(world);
    await poison(bad);
    const visits = await everyMinute(120);
    expect(world.slack.cards).toHaveLength(1);
    expect(JSON.stringify(world.slack.cards)).toContain(good);
    expect(world.log.lines.some((line) => line.startsWith('error') && line.includes(bad))).toBe(true);
    const total = visits.reduce((sum, each) => sum + each, 0);
    expect(total).toBeLessThan(12);
  });

  test('in the work index does not block the others either', async () => {
    const [bad, good] = [await pending(world), await pending(world)];
    await click(world, bad, 'bob');
    await click(world, good, 'bob');
    const Key = { id: { S: bad } };
    await world.doubles.dynamodb.call('UpdateItem', {
      TableName: 'Requests',
      Key,
      UpdateExpression: 'SET #type = :nonsense, dueAt = :first',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: {
        ':nonsense': { S: 'nonsense' },
        ':first': { S: '2026-11-01T00:00:00.000Z' },
      },
    });
    world.clock.pass(61);
    const { visited } = await visitAll(world);
    expect(visited).toBe(2);
    expect(JSON.stringify(world.slack.cards)).toContain('approved by');
    expect(world.metrics.sum('PoisonedRequests')).toBe(1);
    expect(await everyMinute(59)).toEqual(expect.not.arrayContaining([2]));
    expect(world.metrics.sum('PoisonedRequests')).toBe(1);
  });

  test('that DynamoDB throttles does not block the others', async () => {
    const [one, two] = [await pending(world), await pending(world)];
    await cancel(world, one);
    await cancel(world, two);
    world.desk.fail('dynamodb:GetItem', { error: 'ProvisionedThroughputExceededException' }, 2);
    world.clock.pass(61);
    expect(await visitAll(world)).toMatchObject({ due: 2, visited: 2 });
  });
});
