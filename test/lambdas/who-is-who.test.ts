import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Configuration, Identity } from '../../domain/configuration/configuration.ts';
import { decideRequest } from '../../lambdas/decide-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';
import { principals } from '../support/people.ts';
import { call, cancel, click, create, eventTypes, loaded, pending } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const sso: Identity = { role: 'AWSReservedSSO_*', sessionNameIs: 'email' };
const approvers = ['ops-approvers', 'sec-approvers', 'AWSReservedSSO_Approvers_*', 'gate'].map((role) => ({
  role,
}));
/** As the schema lets no deployment have it any more: an earlier release had approvers whom nobody can tell apart. */
function configurationOf(quorum: number, identities: Identity[] = [sso]): Configuration {
  const all = [{ group: 'S0LEADS' }, { iamUser: 'breakglass' }, ...approvers];
  return {
    ...configurationWith(),
    identities,
    approvals: [{ when: 'any', approvers: all, quorum, window: '72h' }],
  };
}
const assumed = (role: string, session: string, account = '111122223333') =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
const approver = (email: string) => assumed('AWSReservedSSO_Approvers_0123456789abcdef', email);

let world: World;
beforeEach(async () => {
  world = await newWorld(configurationOf(1));
});
afterEach(() => world.close());

const under = (configuration: Configuration): void => void Object.assign(world.context, { configuration });

async function say(id: string, caller: string, verdict = 'approve') {
  const { digest } = await loaded(world, id);
  const body = JSON.stringify({ verdict, digest, ...(verdict === 'deny' && { reason: 'Not now.' }) });
  const event = apiEvent({ path: `/requests/${id}/decisions`, pathParameters: { id }, body, caller });
  return call(decideRequest, event, world, world.context);
}

const codeOf = ({ body }: { body: { type?: string } }) => body.type?.split(':').at(-1);
const refusals = async (id: string) =>
  (await world.trail.events(id)).filter(({ type }) => type === 'approval.refused');

describe('nobody can tell who is behind a role that identities leave out, so', () => {
  test('a requester cannot approve their own request through it', async () => {
    const id = await pending(world);
    const answer = await say(id, assumed('ops-approvers', 'alice@example.com'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'unknown-person']);
    expect(answer.body.detail).toContain('IAM role ops-approvers (session alice@example.com)');
    expect(answer.body.detail).toMatch(/identities must map it .* or declare it a machine/);
    expect(await loaded(world, id)).toMatchObject({ status: 'pending', decisions: [] });
  });

  test.each([
    ['Slack and one role', async (id: string) => void (await click(world, id, 'bob'))],
    ['two roles', async (id: string) => void (await say(id, assumed('sec-approvers', 'alice@example.com')))],
  ])('nobody is two people, through %s', async (_what, first) => {
    under(configurationOf(2));
    const id = await pending(world);
    await first(id);
    expect((await say(id, assumed('ops-approvers', 'bob@example.com'))).status).toBe(403);
    const { status, decisions } = await loaded(world, id);
    expect([status, decisions.length < 2]).toEqual(['pending', true]);
  });

  test('the one approval more for a requester whom nobody knows is another person’s', async () => {
    const id = await pending(world, 'iam-role', assumed('dev', 'bob@example.com'));
    await click(world, id, 'bob');
    expect((await say(id, assumed('ops-approvers', 'bob@example.com'))).status).toBe(403);
    expect(await loaded(world, id)).toMatchObject({ status: 'pending', counted: 1, required: 2 });
    await click(world, id, 'carol');
    expect((await loaded(world, id)).status).toBe('approved');
  });

  test('an approval of one whose e-mail address is nobody’s in Slack does not count', async () => {
    const id = await pending(world);
    const answer = await say(id, approver('alice.adams@example.com'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'unknown-person']);
  });

  test('an IAM user does not count either, until it is mapped', async () => {
    const id = await pending(world);
    const user = 'arn:aws:iam::111122223333:user/ops/breakglass';
    expect(codeOf(await say(id, user))).toBe('unknown-person');
    under(configurationOf(1, [sso, { user: 'breakglass', slack: 'U0CAROL' }]));
    expect(await say(id, user)).toMatchObject({ status: 200, body: { status: 'approved' } });
  });

  test('their denial holds: saying no is safe', async () => {
    const id = await pending(world);
    const answer = await say(id, assumed('ops-approvers', 'alice@example.com'), 'deny');
    expect(answer).toMatchObject({ status: 200, body: { status: 'denied' } });
  });

  test('even of another session of the requester’s own role', async () => {
    const id = await pending(world, 'iam-role', assumed('ops-approvers', 'one'));
    const same = await say(id, assumed('ops-approvers', 'one'), 'deny');
    expect([same.status, codeOf(same)]).toEqual([403, 'own-request']);
    expect((await say(id, assumed('ops-approvers', 'two'), 'deny')).status).toBe(200);
  });
});

test('a requester is one person under an IAM user and a role that are mapped to the same Slack user', async () => {
  under(configurationOf(1, [sso, { user: 'breakglass', slack: 'U0ALICE' }]));
  const id = await pending(world);
  const answer = await say(id, 'arn:aws:iam::111122223333:user/breakglass');
  expect([answer.status, codeOf(answer)]).toEqual([403, 'own-request']);
});

describe('a machine', () => {
  const gate = (session: string) => assumed('gate', session);
  beforeEach(() => under(configurationOf(1, [sso, { role: 'gate', machine: 'release-gate' }])));

  test('approves, and everybody is told that it is one', async () => {
    const id = await pending(world);
    expect(await say(id, gate('run-1'))).toMatchObject({
      status: 200,
      body: { status: 'approved', decisions: [{ approver: gate('run-1'), machine: 'release-gate' }] },
    });
    const cards = JSON.stringify(world.slack.cards);
    expect(cards).toContain('approved by machine release-gate, IAM role gate (session run-1)');
    expect(cards).toContain('Approved, being created (approved by machine release-gate)');
  });

  test('counts once, whatever its sessions are called', async () => {
    under(configurationOf(2, [sso, { role: 'gate', machine: 'release-gate' }]));
    const id = await pending(world);
    await say(id, gate('run-1'));
    const again = await say(id, gate('bob@example.com'));
    expect([again.status, codeOf(again)]).toEqual([409, 'already-approved']);
    await click(world, id, 'bob');
    expect((await loaded(world, id)).status).toBe('approved');
  });

  test('that asks never approves that, and needs one approval more, since people may tell it what to ask for', async () => {
    const id = await pending(world, 'iam-role', gate('run-1'));
    const answer = await say(id, gate('run-2'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'own-request']);
    expect(await loaded(world, id)).toMatchObject({ status: 'pending', required: 2 });
  });

  test('of the same name in another account is none', async () => {
    under(configurationOf(1, [sso, { role: 'gate', machine: 'release-gate', account: '111122223333' }]));
    const id = await pending(world);
    // As if somebody had opened the API to them: the rule and the identity name no account, or ours.
    const { deployment } = world.context.configuration;
    const callers = { accounts: ['444455556666'] };
    under({ ...world.context.configuration, deployment: { ...deployment, callers } });
    const answer = await say(id, assumed('gate', 'run-1', '444455556666'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'unknown-person']);
  });

  test('approves while Slack does not answer, if Slack knows nobody concerned by e-mail', async () => {
    under(configurationOf(1, [{ role: 'gate', machine: 'release-gate' }]));
    const id = await pending(world, 'iam-role', assumed('dev', 'run'));
    world.slack.trouble('members');
    world.slack.trouble('idOf');
    expect(await say(id, gate('run-1'))).toMatchObject({ status: 200, body: { status: 'pending' } });
  });
});

describe('while Slack does not answer', () => {
  test('an approval by e-mail waits, a denial holds', async () => {
    const id = await pending(world);
    world.slack.trouble('members');
    world.slack.trouble('idOf');
    const waiting = await say(id, approver('carol@example.com'));
    expect([waiting.status, codeOf(waiting)]).toEqual([503, 'slack-unavailable']);
    expect(waiting.headers['retry-after']).toBe('60');
    expect((await loaded(world, id)).decisions).toEqual([]);
    expect((await say(id, approver('carol@example.com'), 'deny')).status).toBe(200);
  });
});

test('an approval that an earlier release counted is taken out before anything is created', async () => {
  const id = await pending(world);
  const actor = { kind: 'iam' as const, id: assumed('ops-approvers', 'alice@example.com'), name: 'alice' };
  await world.trail.advance(id, ({ digest, validated }) =>
    validated
      ? {
          type: 'approval.granted',
          actor,
          at: world.clock.now(),
          detail: { digest, counted: 1, required: 1, complete: true, rule: validated.rule },
        }
      : undefined,
  );
  expect((await loaded(world, id)).status).toBe('approved');
  Object.assign(world.creators['iam-role'], { configuration: world.context.configuration });
  await expect(create(world, id)).rejects.toMatchObject({ name: 'QuorumLost' });
  expect(await loaded(world, id)).toMatchObject({ status: 'pending', counted: 0, decisions: [] });
  expect((await eventTypes(world, id)).at(-1)).toBe('approval.withdrawn');
  expect(world.doubles.iam.snapshot().roles).toEqual([]);
});

describe('refusals in the trail', () => {
  test('are one for a person, in Slack and over HTTP in either order, whatever for', async () => {
    const [one, other] = [await pending(world), await pending(world, 'iam-policy')];
    await click(world, one, 'mallory');
    await say(one, assumed('AWSReservedSSO_Developer_0123456789abcdef', 'mallory@example.com'));
    await say(other, assumed('AWSReservedSSO_Developer_0123456789abcdef', 'mallory@example.com'));
    await click(world, other, 'mallory');
    expect([(await refusals(one)).length, (await refusals(other)).length]).toEqual([1, 1]);
  });

  test('are one for a role whose sessions nobody can tell apart, and one for each e-mail address', async () => {
    const id = await pending(world);
    for (const session of ['a', 'b', 'c']) await say(id, assumed('nobody', session));
    for (const name of ['x', 'y']) await say(id, `arn:aws:sts::111122223333:federated-user/${name}`);
    for (const session of ['erin', 'frank', 'erin']) await say(id, approver(`${session}@example.com`));
    expect((await refusals(id)).map(({ actor }) => actor.name)).toEqual([
      'a',
      'arn:aws:sts::111122223333:federated-user/x',
      'erin@example.com',
      'frank@example.com',
    ]);
  });

  test('are twenty at most, and whoever comes later is refused all the same', async () => {
    const id = await pending(world);
    for (let index = 0; index < 24; index++) {
      const caller =
        index % 2 ? principals.nobody.replace('nobody@', `n${index}@`) : assumed(`r${index}`, 'x');
      expect((await say(id, caller)).status).toBe(403);
    }
    await click(world, id, 'mallory');
    await click(world, id, 'alice');
    expect(await refusals(id)).toHaveLength(20);
    expect(world.slack.told).toHaveLength(2);
    await click(world, id, 'bob');
    expect((await loaded(world, id)).status).toBe('approved');
  });

  test('of many at once end in no error of ours, and leave the others’ words alone', async () => {
    const id = await pending(world);
    const crowd = Array.from({ length: 120 }, (_each, index) =>
      index % 2 ? assumed('nobody', `sess${index}`) : assumed(`role${index}`, 'x'),
    );
    const [cancelled, ...answers] = await Promise.all([
      cancel(world, id, principals.bob),
      ...crowd.map((caller) => say(id, caller)),
    ]);
    expect(cancelled.status).toBe(403);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    expect(await refusals(id)).toHaveLength(20);
  });
});

describe('somebody who loses every race for the next event', () => {
  const lose = () =>
    world.desk.fail('dynamodb:PutItem', { error: 'ConditionalCheckFailedException', status: 400 }, 1000);

  test('is told so over HTTP, and has done nothing', async () => {
    const id = await pending(world);
    lose();
    const answers = [await say(id, approver('carol@example.com')), await cancel(world, id)];
    for (const answer of answers) expect([answer.status, codeOf(answer)]).toEqual([409, 'conflict']);
  });

  test('is refused if their word would not have counted', async () => {
    const id = await pending(world);
    lose();
    expect((await say(id, assumed('nobody', 'x'))).status).toBe(403);
  });

  test('is told so in Slack', async () => {
    const id = await pending(world);
    lose();
    expect((await click(world, id, 'bob')).status).toBe(200);
    expect(world.slack.told.at(-1)?.text).toContain('please try again');
  });
});

test.each(['ProvisionedThroughputExceededException', 'ThrottlingException'])(
  'more than the table takes (%s) is the caller’s to slow down',
  async (error) => {
    const id = await pending(world);
    world.desk.fail('dynamodb:UpdateItem', { error, status: 400 }, 20);
    const answer = await say(id, approver('carol@example.com'));
    expect([answer.status, codeOf(answer)]).toEqual([429, 'throttled']);
    expect(answer.headers['retry-after']).toBe('1');
  },
);
