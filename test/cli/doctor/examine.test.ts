import { describe, expect, test } from '@jest/globals';
import { accountChecks } from '../../../cli/doctor/account-checks.ts';
import { alarmsTellSomebody } from '../../../cli/doctor/alarm-check.ts';
import type { Check } from '../../../cli/doctor/check.ts';
import { configurationIsDeployed, configurationIsOwn } from '../../../cli/doctor/configuration-check.ts';
import { examine, type Finding } from '../../../cli/doctor/examine.ts';
import { lineOf } from '../../../cli/doctor/report.ts';
import { SlackRefusal } from '../../../cli/doctor/slack-api.ts';
import { slackChecks } from '../../../cli/doctor/slack-checks.ts';
import { webhookChecks } from '../../../cli/doctor/webhook-checks.ts';
import type { Configuration } from '../../../domain/configuration/configuration.ts';
import { healthy, now, type Symptoms, scopes } from './check-context.ts';

const checks = [configurationIsDeployed, ...slackChecks(scopes), ...webhookChecks, ...accountChecks];

async function findings(symptoms: Symptoms = {}): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine(healthy(symptoms), checks)) found.push(finding);
  return found;
}

/** What is wrong, by the check that found it. */
async function complaints(symptoms: Symptoms): Promise<Record<string, string>> {
  const wrong = (await findings(symptoms)).filter(({ verdict }) => verdict !== 'pass');
  return Object.fromEntries(wrong.map((finding) => [finding.name, lineOf(finding)]));
}

test('a stack that is set up right passes every check', async () => {
  expect((await findings()).map(({ name, verdict }) => [name, verdict])).toEqual(
    [
      ...['Configuration', 'Slack secret', 'Slack token', 'Slack scopes', 'Slack channel', 'Approvers'],
      ...['Interactivity URL', 'Signing secret', 'Clock', 'Permissions boundary', 'Signing key', 'Digests'],
    ].map((name) => [name, 'pass']),
  );
});

test('a token of the organisation that the configuration names is ours', async () => {
  const patient = healthy({ slack: { identity: async () => ({ teams: ['E0GRID'], scopes }) } });
  const slack = { ...patient.configuration.slack, team: ['T0COUNTERSIGN', 'E0GRID'] };
  const checked = [];
  for await (const finding of examine(
    { ...patient, configuration: { ...patient.configuration, slack } },
    slackChecks(scopes),
  ))
    checked.push(finding);
  expect(checked.map(({ verdict }) => verdict)).not.toContain('fail');
});

describe('what is wrong is told with what to do about it', () => {
  const refused = (code: string) => () => Promise.reject(new SlackRefusal(code));

  test.each<[string, string, Symptoms, RegExp]>([
    [
      'another configuration is deployed',
      'Configuration',
      { outputs: { ConfigurationHash: 'other' } },
      /npx cdk deploy/,
    ],
    [
      'the app lacks a scope',
      'Slack scopes',
      { slack: { identity: async () => ({ teams: ['T0COUNTERSIGN'], scopes: scopes.slice(1) }) } },
      /missing: chat:write/,
    ],
    [
      'the token is of another workspace',
      'Slack token',
      { slack: { identity: async () => ({ teams: ['T0OTHER'], scopes }) } },
      /T0OTHER.*T0COUNTERSIGN/,
    ],
    [
      'the app is not in the channel',
      'Slack channel',
      { slack: { tryPosting: refused('not_in_channel') } },
      /\/invite @Countersign/,
    ],
    [
      'a group has too few members',
      'Approvers',
      { slack: { members: async () => ['U0BOB'] } },
      /rule 1 needs 2 approvers, and Slack knows 1/,
    ],
    [
      'the token was revoked',
      'Slack token',
      { slack: { identity: refused('token_revoked') } },
      /token_revoked\n.*Install the app again/,
    ],
    [
      'something else answers at the URL',
      'Interactivity URL',
      { status: { unsigned: 403 } },
      /403 to an unsigned post/,
    ],
    ['the function has another secret', 'Signing secret', { status: { signed: 401 } }, /five minutes/],
    ['the clock is off', 'Clock', { date: new Date(now.getTime() - 90_000) }, /90 s off/],
    [
      'the boundary is gone',
      'Permissions boundary',
      { iam: 'NoSuchEntityException' },
      /NoSuchEntityException.*\n.*boundary is missing/,
    ],
    ['the key is to be deleted', 'Signing key', { keyState: 'PendingDeletion' }, /PendingDeletion/],
    ['no digest was written', 'Digests', { digests: [] }, /none is about the last/],
  ])('%s', async (_, name, symptoms, told) => {
    expect((await complaints(symptoms))[name]).toMatch(told);
  });

  test('what hangs on the secret is not checked without it, the rest is', async () => {
    expect(await complaints({ secret: 'ResourceNotFoundException' })).toEqual({
      'Slack secret': expect.stringMatching(/ResourceNotFoundException.*\n.*put-secret-value/),
      ...Object.fromEntries(
        ['Slack token', 'Slack scopes', 'Slack channel', 'Approvers', 'Signing secret'].map((name) => [
          name,
          expect.stringContaining('not checked, since the Slack secret could not be read'),
        ]),
      ),
    });
  });
});

test.each([
  ['2026-11-22T09:58:00.000Z', 'not-due', /^. Digests: not due until 11:10 UTC$/],
  ['2026-11-22T09:20:00.000Z', 'not-due', /^. Digests: not due until 10:10 UTC$/],
  ['2026-11-22T08:20:00.000Z', 'fail', /none is about the last/],
])('a digest that the stack of %s lacks at 10:20 is %s', async (createdAt, verdict, line) => {
  const found = (await findings({ createdAt, digests: [] })).find(({ name }) => name === 'Digests');
  expect(found?.verdict).toBe(verdict);
  expect(found && lineOf(found).split('\n')[0]).toMatch(line);
});

describe('the configuration', () => {
  async function verdictOf(check: Check, changes: Partial<Configuration>) {
    const patient = healthy({});
    const configuration = { ...patient.configuration, ...changes };
    for await (const finding of examine({ ...patient, configuration }, [check])) return lineOf(finding);
    return undefined;
  }

  test('with ids of the example is a failure that names them', async () => {
    expect(await verdictOf(configurationIsOwn, {})).toMatch(/^.*✗.* Slack ids: .*T0COUNTERSIGN/);
    const slack = { team: 'T0OURS', app: 'A0OURS', channel: 'C0OURS' };
    const approvals: Configuration['approvals'] = [
      { when: 'any', approvers: [{ group: 'S0OURS' }], quorum: 1, window: '1h' },
    ];
    expect(await verdictOf(configurationIsOwn, { slack, approvals })).toMatch(/✓/);
  });

  test('whose alarms tell nobody gets advice, which is no failure', async () => {
    expect(await verdictOf(alarmsTellSomebody, {})).toMatch(/!.* Alarms: they tell nobody/);
    const alarms = { email: 'ops@example.com' };
    expect(await verdictOf(alarmsTellSomebody, { alarms })).toMatch(/✓.* they go to ops@example\.com/);
  });
});

test('no finding shows the secret, not even one that cannot be parsed', async () => {
  const all = [...(await findings()), ...(await findings({ secretText: 'xoxb-real {not json' }))];
  expect(all.map(lineOf).join('\n')).not.toMatch(/xoxb-1|xoxb-real|5167e0bb/);
});
