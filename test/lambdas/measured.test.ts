import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getRequest } from '../../lambdas/get-request.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { apiEvent } from '../support/api-event.ts';
import {
  approved,
  call,
  cancel,
  click,
  create,
  deny,
  outcome,
  pending,
  post,
  visitAll,
} from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

/** Every metric with its sum. */
function sums(): Record<string, number> {
  return Object.fromEntries(world.metrics.values.map(({ name }) => [name, world.metrics.sum(name)]));
}

describe('what is counted', () => {
  test('of a request that is created', async () => {
    const id = await pending(world);
    world.clock.pass(90);
    await click(world, id, 'bob');
    await create(world, id);
    await outcome(world, id);
    expect(sums()).toEqual({
      'RequestsSubmitted iam-role': 1,
      'Decisions approve': 1,
      TimeToDecision: 90,
      'ResourcesCreated iam-role': 1,
    });
  });

  test('of an approval that does not decide is no time to the decision', async () => {
    await world.close();
    const { configuration } = world;
    const [rule] = configuration.approvals;
    if (!rule) throw new Error('There are no rules');
    const two = { ...rule, when: 'any' as const, quorum: 2 };
    world = await newWorld({ ...configuration, approvals: [two] });
    const id = await pending(world);
    await click(world, id, 'bob');
    expect(world.metrics.sum('Decisions approve')).toBe(1);
    expect(world.metrics.latest('TimeToDecision')).toBeUndefined();
  });

  test('of a denial, a refused click and one that comes too late', async () => {
    const id = await pending(world);
    await click(world, id, 'mallory');
    await deny(world, id, 'carol');
    await click(world, id, 'bob');
    expect(sums()).toMatchObject({
      'DecisionsRefused not-an-approver': 1,
      'Decisions deny': 1,
      'DecisionsRefused already-decided': 1,
    });
  });

  test('of a cancellation and an expiry', async () => {
    await cancel(world, await pending(world));
    await pending(world);
    world.clock.pass(72 * 3600);
    await visitAll(world);
    expect(sums()).toMatchObject({ RequestsCancelled: 1, RequestsExpired: 1 });
  });

  test('of a creation that AWS refuses, by its error', async () => {
    const id = await approved(world);
    world.desk.fail('iam:CreateRole', { error: 'LimitExceededException', status: 409 });
    await expect(create(world, id)).rejects.toThrow();
    expect(world.metrics.sum('RequestsFailed LimitExceededException')).toBe(1);
  });

  test('of a body that is refused is no word of what it says', async () => {
    const { status } = await post(world, {
      body: { ...bodyOf('iam-role'), parameters: { Confidential: 'hunter2' } },
    });
    expect(status).toBe(422);
    expect(world.metrics.sum('SubmissionsRefused')).toBe(1);
    const log = world.log.lines.join();
    expect(log).toContain('invalid-fields');
    expect(log).toContain('missing');
    expect(log).not.toMatch(/hunter2|Confidential/);
  });

  test('of a post that Slack did not sign', async () => {
    const event = apiEvent({ path: '/slack/interactions', body: 'payload=%7B%7D' });
    expect((await call(slackInteraction, event, world, world.context)).status).toBe(401);
    expect(world.metrics.sum('BadSignatures')).toBe(1);
  });

  test('of what nobody expects', async () => {
    world.desk.fail('dynamodb:Query', { error: 'InternalServerError', status: 500 });
    const id = '00000000-0000-4000-8000-000000000000';
    const event = apiEvent({ path: `/requests/${id}`, pathParameters: { id } });
    expect((await call(getRequest, event, world, world.context)).status).toBe(500);
    expect(world.metrics.sum('UnexpectedFailures')).toBe(1);
  });
});
