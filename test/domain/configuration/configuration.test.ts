import { describe, expect, test } from '@jest/globals';
import shipped from '../../../countersign.config.ts';
import { windowMilliseconds } from '../../../domain/approval/approval-rule.ts';
import { configurationSchema } from '../../../domain/configuration/configuration.ts';
import { deploymentSchema } from '../../../domain/configuration/deployment-settings.ts';
import { readConfiguration } from '../../../domain/configuration/mistakes.ts';

const any = { when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' };
const minimal = {
  slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
  approvals: [any],
  guardrails: { path: '/requested/', permissionsBoundary: 'default' },
  audit: { objectLock: { mode: 'compliance', days: 365 } },
};

describe('a configuration', () => {
  test('is the one that ships', () => {
    expect(configurationSchema.safeParse(shipped)).toMatchObject({ success: true });
  });

  test('may leave out what has a default', () => {
    expect(configurationSchema.parse(minimal)).toEqual({
      ...minimal,
      requesters: { default: 'anyone' },
      identities: [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }],
      deployment: deploymentSchema.parse({}),
      guardrails: {
        ...minimal.guardrails,
        forbiddenActions: [],
        formerPaths: [],
        trustedAccounts: [],
        quotas: { trustPolicyLength: 2_048, attachedPoliciesPerRole: 10, rolesAnywhereRequests: 1 },
        trustedOrganizations: [],
      },
      eventBus: 'default',
      settleSeconds: 120,
    });
  });

  test('may name several workspaces, and an organisation', () => {
    const team = ['T0COUNTERSIGN', 'T0SECOND', 'E0GRID'];
    expect(configurationSchema.parse(withSlack({ team })).slack.team).toEqual(team);
  });

  test('survives being written as JSON and read again', () => {
    const once = configurationSchema.parse(shipped);
    expect(configurationSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
});

const withRule = (rule: object) => ({
  ...minimal,
  approvals: [{ ...any, when: { risk: ['high'] }, ...rule }, any],
});
const withGuardrail = (guardrail: object) => ({
  ...minimal,
  guardrails: { ...minimal.guardrails, ...guardrail },
});
const withSlack = (slack: object) => ({ ...minimal, slack: { ...minimal.slack, ...slack } });

const mistakes: [what: string, configuration: unknown, sentence: RegExp][] = [
  ['no rule', { ...minimal, approvals: [] }, /approvals/],
  [
    'a last rule that does not match everything',
    { ...minimal, approvals: [{ ...any, when: { type: 'iam-role' } }] },
    /the last rule must match everything/,
  ],
  ['a rule without approvers', withRule({ approvers: [] }), /could never approve anything/],
  [
    'an approver by e-mail',
    withRule({ approvers: [{ user: 'bob@example.com' }] }),
    /approvals\[0\]\.approvers\[0\]/,
  ],
  ['a quorum of none', withRule({ quorum: 0 }), /quorum/],
  ['half a quorum', withRule({ quorum: 1.5 }), /quorum/],
  [
    'a quota that AWS does not raise so far',
    withGuardrail({ quotas: { trustPolicyLength: 4_097 } }),
    /at most 4096, to which AWS raises the quota Role trust policy length/,
  ],
  ['a quota that no account has', withGuardrail({ quotas: { attachedPoliciesPerRole: 9 } }), /at least 10/],
  ['a quota that is no setting', withGuardrail({ quotas: { roles: 5 } }), /roles/],
  ['a window in days', withRule({ window: '3d' }), /hours or minutes, such as '72h' or '30m'/],
  ['a window of nothing', withRule({ window: '0h' }), /hours or minutes/],
  ['a window of more than 14 days', withRule({ window: '337h' }), /at most 14 days/],
  ['a window of more than 14 days in minutes', withRule({ window: '20161m' }), /at most 14 days/],
  ['an unknown type', withRule({ when: { type: 'iam-user' } }), /when/],
  ['an unknown risk', withRule({ when: { risk: ['extreme'] } }), /when/],
  ['a condition that says nothing', withRule({ when: {} }), /when/],
  ['a misspelt field', { ...minimal, approval: [] }, /approval/],
  ['a misspelt guardrail', withGuardrail({ forbidenActions: [] }), /forbidenActions/],
  [
    'a path without a slash',
    withGuardrail({ path: 'requested' }),
    /a path between slashes, such as '\/requested\/'/,
  ],
  [
    "a guardrail path under Countersign's own",
    withGuardrail({ path: '/countersign/x/' }),
    /Countersign's own/,
  ],
  [
    'a boundary that could itself be asked for',
    withGuardrail({ permissionsBoundary: 'arn:aws:iam::111122223333:policy/requested/boundary' }),
    /could itself be asked for/,
  ],
  [
    'a quorum of more people than are named',
    withRule({ approvers: [{ user: 'U0BOB' }], quorum: 2 }),
    /never be reached/,
  ],
  ['the path of everything', withGuardrail({ path: '/' }), /a path between slashes/],
  [
    'a boundary that is no policy',
    withGuardrail({ permissionsBoundary: 'arn:aws:iam::111122223333:role/x' }),
    /permissionsBoundary/,
  ],
  [
    'an action without a service',
    withGuardrail({ forbiddenActions: ['CreateUser'] }),
    /an action such as 'organizations:/,
  ],
  [
    'an account of eleven digits',
    withGuardrail({ trustedAccounts: ['11112222333'] }),
    /an account id: 12 digits/,
  ],
  [
    'an organization by name',
    withGuardrail({ trustedOrganizations: ['acme'] }),
    /the id of an organization such as o-a1b2c3d4e5/,
  ],
  ['a channel by name', withSlack({ channel: '#approvals' }), /a Slack channel id such as C0APPROVALS/],
  ['a team by name', withSlack({ team: 'acme' }), /a Slack workspace id such as/],
  ['a team of a list by name', withSlack({ team: ['T0ONE', 'acme'] }), /^slack\.team\[1\]: .* such as/],
  ['an organisation alone', withSlack({ team: 'E0GRID' }), /organisations \(E…\) beside one/],
  ['a list without a workspace', withSlack({ team: ['E0GRID'] }), /name a workspace \(T…\)/],
  ['a list without anything', withSlack({ team: [] }), /name a workspace \(T…\)/],
  ['a team twice', withSlack({ team: ['T0ONE', 'T0ONE'] }), /each id once/],
  ['an app by name', withSlack({ app: 'countersign' }), /a Slack app id such as/],
  ['nobody as requesters', { ...minimal, requesters: { default: [] } }, /requesters/],
  ['requesters of an unknown type', { ...minimal, requesters: { 'iam-user': 'anyone' } }, /iam-user/],
  ['an identity of nobody', { ...minimal, identities: [{ role: 'X' }] }, /identities\[0\]/],
  ...[
    undefined,
    { objectLock: { days: 30 } },
    { objectLock: { mode: 'legal', days: 30 } },
    { objectLock: { mode: 'governance' } },
    { objectLock: { mode: 'governance', days: 0 } },
    { objectLock: { mode: 'compliance', days: 36_501 } },
    { bucket: 'theirs' },
    { bucket: 'theirs', key: 'alias/audit' },
  ].map((audit): [string, unknown, RegExp] => [
    `an archive of ${JSON.stringify(audit)}`,
    { ...minimal, audit },
    /^audit/m,
  ]),
  ['no settling', { ...minimal, settleSeconds: 0 }, /settleSeconds/],
  [
    'a rule after one that matches everything',
    { ...minimal, approvals: [any, { ...any, when: { risk: ['high'] } }] },
    /^approvals\[1\]: no request gets to this rule, since approvals\[0\] matches everything/,
  ],
  ['nothing', undefined, /./],
];

describe('a mistake in a configuration', () => {
  test.each(mistakes.map(([what, configuration, sentence]) => ({ what, configuration, sentence })))(
    'is told in words: $what',
    ({ configuration, sentence }) => {
      const read = readConfiguration(configuration);
      expect('sentences' in read && read.sentences.join('\n')).toMatch(sentence);
    },
  );

  test('does not hide another one', () => {
    const { error } = configurationSchema.safeParse({
      ...withSlack({ channel: 'x', team: 'y' }),
      settleSeconds: 0,
    });
    expect(error?.issues).toHaveLength(3);
  });
});

test.each([
  ['1m', 60_000],
  ['30m', 1_800_000],
  ['72h', 259_200_000],
  ['336h', 14 * 86_400_000],
])('the window %s has %d milliseconds', (text, milliseconds) => {
  expect(windowMilliseconds(text)).toBe(milliseconds);
});
