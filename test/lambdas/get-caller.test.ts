import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ConfigurationInput } from '../../domain/configuration/configuration.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { getCaller } from '../../lambdas/get-caller.ts';
import { apiEvent } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';
import { principals } from '../support/people.ts';
import { call } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const machine = 'arn:aws:sts::111122223333:assumed-role/release-gate/run-7';

/** What `GET /me` answers somebody, by a configuration with some parts replaced. */
async function me(caller: string, overrides: Partial<ConfigurationInput> = {}) {
  const context = { ...world.context, configuration: configurationWith(overrides) };
  return (await call(getCaller, apiEvent({ path: '/me', caller }), world, context)).body;
}

const rule = (approvers: ConfigurationInput['approvals'][number]['approvers']) => ({
  approvals: [{ when: 'any' as const, approvers, quorum: 1, window: '72h' }],
});

const gated = {
  ...rule([{ group: 'S0LEADS' }, { role: 'release-gate' }]),
  identities: [{ role: 'release-gate', machine: 'release-gate' }],
};

describe('who calls', () => {
  test('is told the principal, the person in Slack, and what they may ask for', async () => {
    expect(await me(principals.alice)).toEqual({
      principal: principals.alice,
      slackUser: 'U0ALICE',
      mayRequest: [...requestTypeNames],
      mayApprove: false,
    });
  });

  test('may approve in Slack as the person behind them, by group or by name', async () => {
    expect((await me(principals.bob)).mayApprove).toBe(true);
    expect((await me(principals.alice, rule([{ user: 'U0ALICE' }]))).mayApprove).toBe(true);
    expect((await me(principals.alice, rule([{ user: 'U0BOB' }]))).mayApprove).toBe(false);
  });

  test('may approve over HTTP where a rule lists them and it is known who they are', async () => {
    expect((await me(principals.alice, rule([{ role: 'AWSReservedSSO_*' }]))).mayApprove).toBe(true);
    expect((await me(principals.nobody, rule([{ role: 'AWSReservedSSO_*' }]))).mayApprove).toBe(false);
    expect((await me(machine, gated)).mayApprove).toBe(true);
  });

  test('whom nobody knows is nobody in Slack, and may still ask', async () => {
    const answer = await me(principals.shared);
    expect(answer).not.toHaveProperty('slackUser');
    expect(answer).toMatchObject({ mayRequest: [...requestTypeNames], mayApprove: false });
  });

  test('is told only the types that they may ask for', async () => {
    const requesters = { 'iam-role': [{ role: 'ci-*' }], 'ram-permission': [{ iamUser: 'eve' }] };
    expect((await me(principals.shared, { requesters })).mayRequest).toEqual([
      'iam-role',
      'iam-policy',
      'rolesanywhere-profile',
    ]);
  });

  test('is told what is known without Slack, while Slack does not answer', async () => {
    world.slack.trouble('idOf');
    world.slack.trouble('members');
    const answer = await me(principals.bob);
    expect(answer).toEqual({
      principal: principals.bob,
      mayRequest: [...requestTypeNames],
      mayApprove: false,
    });
    expect((await me(machine, gated)).mayApprove).toBe(true);
  });
});
