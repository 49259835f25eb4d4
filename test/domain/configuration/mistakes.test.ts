import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import shipped from '../../../countersign.config.ts';
import { optionsAt } from '../../../domain/configuration/expectation.ts';
import { readConfiguration } from '../../../domain/configuration/mistakes.ts';

const everything = { when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' };
const withRule = (rule: object) => ({
  ...shipped,
  approvals: [{ ...everything, when: { risk: ['high'] }, ...rule }, everything],
});
const withGuardrail = (guardrail: object) => ({
  ...shipped,
  guardrails: { ...shipped.guardrails, ...guardrail },
});
const withOption = (option: object) => ({ ...shipped, ...option });

function sentencesAbout(configuration: unknown): string[] {
  const read = readConfiguration(configuration);
  return 'sentences' in read ? read.sentences : [];
}

const rule = 'approvals[0]';
const types = "'iam-role', 'iam-policy', 'rolesanywhere-profile', 'ram-permission'";
const anApprover = "user('U…') or group('S…') of Slack, role('Name-*') or iam('user-name')";
const aWindow = "hours or minutes, such as '72h' or '30m', up to '336h' (14 days)";
const anAlarmTarget = '{ topic: the ARN of an SNS topic }, or { email: an e-mail address }';
const anIdentity =
  "{ role, sessionNameIs: 'email' }, or { role, slack }, or { role, machine }, or { user, slack }, or { user, machine }";

const mistakes: [configuration: unknown, sentence: string][] = [
  [withRule({ quorum: 0 }), `${rule}.quorum: it cannot be 0; write a whole number from 1 to 20.`],
  [
    withRule({ approvers: [] }),
    `${rule}.approvers: a rule without approvers could never approve anything; name at least one.`,
  ],
  [
    withRule({ approvers: 'S0LEADS' }),
    `${rule}.approvers: it cannot be "S0LEADS"; write a list, each entry ${anApprover}.`,
  ],
  [withRule({ approvers: [{}] }), `${rule}.approvers[0]: it cannot be {}; write ${anApprover}.`],
  [
    withRule({ approvers: [{ usr: 'U0BOB' }] }),
    `${rule}.approvers[0].usr: there is no such option; did you mean user?`,
  ],
  [
    withRule({ approvers: [{ user: 'bob' }] }),
    `${rule}.approvers[0].user: it cannot be "bob"; write a Slack user id such as U0ALICE.`,
  ],
  [
    withRule({ when: { type: 'iam-rol' } }),
    `${rule}.when.type: it cannot be "iam-rol"; did you mean 'iam-role'?`,
  ],
  [
    withRule({ when: { type: ['iam-role', 'group'] } }),
    `${rule}.when.type[1]: it cannot be "group"; write one of ${types}.`,
  ],
  [
    withRule({ when: { risk: ['severe'] } }),
    `${rule}.when.risk[0]: it cannot be "severe"; write one of 'low', 'medium', 'high', 'critical'.`,
  ],
  [withRule({ when: {} }), `${rule}.when: name a type, risks, or both; or write when: 'any' for everything.`],
  [withRule({ window: '0h' }), `${rule}.window: it cannot be "0h"; write ${aWindow}.`],
  [withRule({ window: 0 }), `${rule}.window: it cannot be 0; write ${aWindow}.`],
  [withRule({ window: '15d' }), `${rule}.window: it cannot be "15d"; write ${aWindow}.`],
  [withRule({ window: '360h' }), `${rule}.window: a window is at most 14 days; write 336h or less.`],
  [
    withRule({ approvers: [{ user: 'U0BOB' }, { user: 'U0BOB' }], quorum: 2 }),
    `${rule}.quorum: a quorum of 2 could never be reached: the approvers named are one person; lower it, or name more.`,
  ],
  [
    withOption({ approvals: [everything, { ...everything, when: { risk: ['high'] } }] }),
    "approvals[1]: no request gets to this rule, since approvals[0] matches everything (when: 'any'); move that one to the end.",
  ],
  [
    withOption({ approvals: [{ ...everything, when: { risk: ['high'] } }] }),
    "approvals: the last rule must match everything (when: 'any'), or a request could find no approver; add one.",
  ],
  [
    withOption({ approvals: undefined }),
    'approvals: it is missing; write a list, each entry { when, approvers, quorum, window }.',
  ],
  [withOption({ settleSecond: 5 }), 'settleSecond: there is no such option; did you mean settleSeconds?'],
  [
    withOption({ slack: { ...shipped.slack, channel: undefined, chanel: 'C0APPROVALS' } }),
    'slack.chanel: there is no such option; did you mean channel?',
  ],
  [
    withOption({ slack: { ...shipped.slack, colour: 'blue' } }),
    'slack.colour: there is no such option; remove it; the options here are team, app, channel.',
  ],
  [
    withOption({ slack: { ...shipped.slack, channel: '#approvals' } }),
    'slack.channel: it cannot be "#approvals"; write a Slack channel id such as C0APPROVALS.',
  ],
  [
    withOption({ alarms: 'ops@example.com' }),
    `alarms: it cannot be "ops@example.com"; write ${anAlarmTarget}.`,
  ],
  [
    withOption({ requesters: 'anyone' }),
    `requesters: it cannot be "anyone"; write { default: 'anyone' }, or a list of role('Name-*') and iam('user-name') for default and for types.`,
  ],
  [
    withOption({ requesters: { 'iam-rol': 'anyone' } }),
    'requesters.iam-rol: there is no such option; did you mean iam-role?',
  ],
  [
    withOption({ identities: [{ role: 'Ops' }] }),
    `identities[0]: it cannot be { role }; write ${anIdentity}.`,
  ],
  [
    withOption({ identities: [{ role: 'Ops', sesionNameIs: 'email' }] }),
    'identities[0].sesionNameIs: there is no such option; did you mean sessionNameIs?',
  ],
  [
    withGuardrail({ permissionsBoundary: 'boundary' }),
    `guardrails.permissionsBoundary: it cannot be "boundary"; write 'default', or the ARN of a managed policy such as arn:aws:iam::111122223333:policy/boundary.`,
  ],
  [
    withGuardrail({ path: 'requested' }),
    `guardrails.path: it cannot be "requested"; write a path between slashes, such as '/requested/'.`,
  ],
  [
    withGuardrail({ trustedAccounts: ['11112222333'] }),
    'guardrails.trustedAccounts[0]: it cannot be "11112222333"; write an account id: 12 digits, in quotes.',
  ],
  [
    withGuardrail({ attachablePolicies: ['ReadOnlyAccess'] }),
    `guardrails.attachablePolicies[0]: it cannot be "ReadOnlyAccess"; write the ARN of a managed policy, maybe with wildcards, such as 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'.`,
  ],
  [
    withGuardrail({ trustedAccounts: [111_122_223_333] }),
    'guardrails.trustedAccounts[0]: it cannot be 111122223333; write an account id: 12 digits, in quotes.',
  ],
  [
    withOption({ deployment: { tags: { 'aws:owner': 'me' } } }),
    "deployment.tags['aws:owner']: it cannot be named so; a name is 1 to 128 letters, digits, spaces and _ . : / = + - @ that begin with neither aws: nor countersign:.",
  ],
  [
    withOption({ deployment: { throttling: { routes: { 'GET /request': { rate: 1, burst: 1 } } } } }),
    "deployment.throttling.routes['GET /request']: there is no such option; did you mean GET /requests?",
  ],
  [undefined, 'the configuration: it is missing; write { slack, approvals, guardrails, audit }.'],
];

describe('a mistake is one sentence that says where it is and what to write', () => {
  test.each(mistakes.map(([configuration, sentence]) => ({ configuration, sentence })))(
    '$sentence',
    ({ configuration, sentence }) => {
      expect(sentencesAbout(configuration)).toEqual([sentence]);
    },
  );
});

test('a mistake in one part hides none about people in another', () => {
  const configuration = { ...withRule({ approvers: [{ user: 'U0BOB' }], quorum: 2 }), settleSeconds: 0 };
  expect(sentencesAbout(configuration)).toEqual([
    'settleSeconds: it cannot be 0; write a whole number from 1 to 3600.',
    expect.stringContaining('a quorum of 2 could never be reached'),
  ]);
});

test('a long text is cut where it is shown', () => {
  const [sentence = ''] = sentencesAbout(withGuardrail({ path: 'x'.repeat(5_000) }));
  expect(sentence.length).toBeLessThan(200);
});

/** Options by their path, down to where names are free. */
const places = [[], ['slack'], ['guardrails'], ['deployment'], ['audit'], ['guardrails', 'quotas']].flatMap(
  (path) => optionsAt(path).map((name) => [...path, name]),
);

test('whatever is written anywhere, the sentence names the option, and none of them is of the schema', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
      const [part = '', option] = path;
      const mistaken =
        option === undefined ? value : { ...Object(Reflect.get(shipped, part)), [option]: value };
      for (const sentence of sentencesAbout(withOption({ [part]: mistaken }))) {
        expect(sentence).toMatch(/^[a-z][\w.[\]'-]*.*: .+[.?]$/s);
        expect(sentence).not.toMatch(/invalid input|expected|received|unrecognized|too (small|big)/i);
      }
    }),
    { numRuns: 300 },
  );
});
