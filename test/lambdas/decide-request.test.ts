import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decideRequest } from '../../lambdas/decide-request.ts';
import { retryRequest } from '../../lambdas/retry-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';
import { principals } from '../support/people.ts';
import { approved, call, create, eventTypes, loaded, outcome, pending, visitAll } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const byRole = configurationWith({
  approvals: [
    {
      when: 'any',
      approvers: [{ group: 'S0LEADS' }, { role: 'AWSReservedSSO_*' }],
      quorum: 1,
      window: '72h',
    },
  ],
});
let world: World;
beforeEach(async () => {
  world = await newWorld(byRole);
});
afterEach(() => world.close());

async function decide(id: string, parts: Record<string, unknown> = {}, caller: string = principals.bob) {
  const { digest } = await loaded(world, id);
  const body = JSON.stringify({ verdict: 'approve', digest, ...parts });
  const event = apiEvent({ path: `/requests/${id}/decisions`, pathParameters: { id }, body, caller });
  return call(decideRequest, event, world, world.context);
}

const retry = (id: string, caller: string = principals.alice) =>
  call(
    retryRequest,
    apiEvent({ path: `/requests/${id}/retry`, pathParameters: { id }, caller }),
    world,
    world.context,
  );

describe('a decision over HTTP', () => {
  test('counts, resumes the workflow and shows on the card', async () => {
    const id = await pending(world);
    expect(await decide(id)).toMatchObject({
      status: 200,
      body: { status: 'approved', decisions: [{ approver: principals.bob }] },
    });
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'approved' } }]);
    expect(JSON.stringify(world.slack.cards)).not.toContain('"approve"');
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
  });

  test('that denies needs a reason', async () => {
    const id = await pending(world);
    expect(await decide(id, { verdict: 'deny' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    });
    expect(await decide(id, { verdict: 'deny', reason: 'No.' })).toMatchObject({
      status: 200,
      body: { status: 'denied' },
    });
  });

  test('that is not complete is refused with everything that is missing', async () => {
    const id = await pending(world);
    const missing = { verdict: undefined, digest: undefined };
    expect((await decide(id, missing)).body.errors).toMatchObject([
      { pointer: '/verdict', code: 'missing', detail: 'This field is required.' },
      { pointer: '/digest', code: 'missing' },
    ]);
    expect((await decide(id, { verdict: 'deny', digest: 'x', note: 'y' })).body.errors).toMatchObject([
      { pointer: '/digest', code: 'pattern' },
      { pointer: '/note', code: 'unknown-field' },
      { pointer: '/reason', code: 'missing' },
    ]);
  });

  test('whose reason hides text is refused with the character and its place', async () => {
    const id = await pending(world);
    expect((await decide(id, { verdict: 'deny', reason: 'No.\u00ad' })).body.errors).toMatchObject([
      { pointer: '/reason', code: 'forbidden-character', detail: expect.stringContaining('U+00AD') },
    ]);
  });

  test('that approves keeps its reason', async () => {
    const id = await pending(world);
    expect(await decide(id, { reason: 'Discussed in PAY-1234.' })).toMatchObject({
      body: { decisions: [{ verdict: 'approve', reason: 'Discussed in PAY-1234.' }] },
    });
  });

  test.each([
    ['the requester', principals.alice, 403, 'own-request'],
    ['one whom no rule lists', principals.shared, 403, 'not-an-approver'],
  ])('by %s is refused and recorded once', async (_who, caller, status, code) => {
    const id = await pending(world);
    for (let count = 0; count < 2; count++) {
      expect(await decide(id, {}, caller)).toMatchObject({
        status,
        body: { type: `urn:countersign:problem:${code}` },
      });
    }
    expect((await eventTypes(world, id)).filter((type) => type === 'approval.refused')).toHaveLength(1);
  });

  test('twice, on another digest, or after the end is a conflict', async () => {
    const id = await pending(world);
    expect(await decide(id, { digest: `sha256:${'0'.repeat(64)}` })).toMatchObject({ status: 409 });
    await decide(id);
    expect(await decide(id)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:already-decided' },
    });
  });

  test('waits for Slack where a person could be known by both', async () => {
    const id = await pending(world);
    world.slack.trouble('members');
    const strict = configurationWith({
      ...byRole,
      identities: [
        { role: 'AWSReservedSSO_*', sessionNameIs: 'email' },
        { role: 'ci-runner', slack: 'U0BOB' },
      ],
      approvals: [
        { when: 'any', approvers: [{ group: 'S0LEADS' }, { role: 'ci-runner' }], quorum: 1, window: '72h' },
      ],
    });
    const context = { ...world.context, configuration: strict };
    const { digest } = await loaded(world, id);
    const body = JSON.stringify({ verdict: 'approve', digest });
    const event = apiEvent({ path: '/x', pathParameters: { id }, body, caller: principals.shared });
    expect(await call(decideRequest, event, world, context)).toMatchObject({ status: 503 });
    expect((await loaded(world, id)).decisions).toEqual([]);
  });
});

describe('a retry', () => {
  async function failedRequest(): Promise<string> {
    const id = await approved(world);
    world.desk.fail('iam:CreateRole', { error: 'LimitExceeded', status: 409 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
    await outcome(world, id);
    return id;
  }

  test('of a failed creation goes on with the next execution and the approvals it has', async () => {
    const id = await failedRequest();
    world.engine.end(id, 'SUCCEEDED');
    expect(await retry(id)).toMatchObject({ status: 200, body: { status: 'approved' } });
    expect(world.engine.names).toEqual([id, `${id}-2`]);
    await create(world, id, `${id}-2`);
    await outcome(world, id);
    expect((await loaded(world, id)).status).toBe('created');
    expect(world.slack.replies.map(({ text }) => text)).toEqual([
      expect.stringContaining('Failed'),
      expect.stringContaining('Created'),
    ]);
  });

  test('whose start fails is started by the reconciler', async () => {
    const id = await failedRequest();
    world.engine.end(id, 'SUCCEEDED');
    world.desk.fail('states:StartExecution', 'crash-before');
    await expect(retry(id)).rejects.toThrow('The process is gone');
    world.clock.pass(61);
    await visitAll(world);
    expect(world.engine.names).toEqual([id, `${id}-2`]);
  });

  test('that is in the trail succeeds although Step Functions does not answer', async () => {
    const id = await failedRequest();
    world.engine.end(id, 'SUCCEEDED');
    world.desk.fail('states:StartExecution', { error: 'ThrottlingException' });
    expect(await retry(id)).toMatchObject({ status: 200, body: { status: 'approved' } });
    world.clock.pass(61);
    await visitAll(world);
    expect(world.engine.names).toEqual([id, `${id}-2`]);
  });

  test('by somebody else, or of what did not fail, is refused', async () => {
    const id = await failedRequest();
    expect(await retry(id, principals.bob)).toMatchObject({ status: 403 });
    expect(await retry(await pending(world, 'iam-policy'))).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:not-retryable' },
    });
    expect(await retry('00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 });
  });

  test('twice at once is one', async () => {
    const id = await failedRequest();
    world.engine.end(id, 'SUCCEEDED');
    const answers = await Promise.all([retry(id), retry(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await eventTypes(world, id)).filter((type) => type === 'request.retried')).toHaveLength(1);
  });
});
