import { afterEach, describe, expect, test } from '@jest/globals';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { configurationWith } from '../support/configuration.ts';
import { ask, click, create, loaded, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

/** Asks for a policy that allows one action, as far as its card. */
async function asked(Action: string, Resource: string): Promise<string> {
  const PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } };
  const { body } = await post(world, { body: bodyOf('iam-policy', { PolicyDocument }) });
  await validateRequest({ requestId: body.id }, world.context);
  await ask(world, body.id);
  return body.id;
}

const queue = 'arn:aws:sqs:us-east-1:111122223333:payments-jobs';
const statusOf = async (id: string) => (await loaded(world, id)).status;

describe('approval rules match on risk', () => {
  test('a critical request needs two, as the configuration that ships says', async () => {
    world = await newWorld();
    const id = await asked('iam:CreatePolicyVersion', '*');
    const { validated } = await loaded(world, id);
    expect(validated).toMatchObject({ risk: 'critical', rule: { quorum: 2, window: '24h' }, required: 2 });
    await click(world, id, 'bob');
    expect(await statusOf(id)).toBe('pending');
    await click(world, id, 'bob');
    expect(await statusOf(id)).toBe('pending');
    await click(world, id, 'carol');
    expect(await statusOf(id)).toBe('approved');
    await create(world, id);
    expect(await statusOf(id)).toBe('created');
  });

  test('a harmless one needs one', async () => {
    world = await newWorld();
    const id = await asked('sqs:SendMessage', queue);
    expect((await loaded(world, id)).validated).toMatchObject({ risk: 'low', required: 1 });
    await click(world, id, 'bob');
    expect(await statusOf(id)).toBe('approved');
  });

  test('a critical one goes to other people, if the rule says so', async () => {
    const security = { when: { risk: ['critical' as const] }, approvers: [{ user: 'U0MALLORY' }] };
    const leads = { when: 'any' as const, approvers: [{ group: 'S0LEADS' }] };
    const both = { quorum: 1, window: '24h' };
    world = await newWorld(
      configurationWith({ approvals: [security, leads].map((rule) => ({ ...rule, ...both })) }),
    );
    const id = await asked('iam:CreatePolicyVersion', '*');
    await click(world, id, 'bob');
    expect(await statusOf(id)).toBe('pending');
    await click(world, id, 'mallory');
    expect(await statusOf(id)).toBe('approved');
  });

  test('what Access Analyzer warns of counts like any other finding', async () => {
    const careful = { when: { risk: ['medium' as const] }, quorum: 2 };
    const others = { when: 'any' as const, quorum: 1 };
    const people = { approvers: [{ group: 'S0LEADS' }], window: '24h' };
    world = await newWorld(
      configurationWith({ approvals: [careful, others].map((rule) => ({ ...rule, ...people })) }),
    );
    const finding = {
      findingType: 'SECURITY_WARNING',
      issueCode: 'X',
      findingDetails: 'Y.',
      learnMoreLink: 'Z',
    };
    world.doubles.accessanalyzer.call = () => ({ findings: [finding] });
    const id = await asked('sqs:SendMessage', queue);
    expect((await loaded(world, id)).validated).toMatchObject({ risk: 'medium', required: 2 });
  });
});
