import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identityMistakes } from '../../../domain/approval/identity-coverage.ts';
import { machineOf, slackIdentityOf } from '../../../domain/approval/principal.ts';
import type { Approver, Identity } from '../../../domain/configuration/configuration.ts';
import { matchesPattern } from '../../../domain/wildcard.ts';

const mistakesIn = (approvers: Approver[], identities: Identity[], quorum = 1) =>
  identityMistakes({ identities, approvals: [{ when: 'any', approvers, quorum, window: '1h' }] });
const home = '111122223333';
const away = '444455556666';
const email = (role: string, account?: string): Identity => ({
  role,
  sessionNameIs: 'email',
  ...(account && { account }),
});

describe('an approver whom identities do not cover', () => {
  test.each<[string, Approver, Identity[]]>([
    ['a role that none matches', { role: 'Approvers' }, [email('AWSReservedSSO_*')]],
    ['a pattern wider than every entry', { role: 'AWSReservedSSO_*' }, [email('AWSReservedSSO_Leads_*')]],
    ['a pattern that only several entries cover', { role: 'a*' }, [email('a'), email('ab*'), email('ac*')]],
    ['every role', { role: '*' }, [email('AWSReservedSSO_*')]],
    ['a pattern that matches as text only', { role: 'a*' }, [email('ab*')]],
    ['a user of whom nothing is said', { iamUser: 'bob' }, [{ user: 'carol', slack: 'U0CAROL' }, email('*')]],
    ['a role of any account', { role: 'Leads' }, [email('Leads', home)]],
    ['a role of another account', { role: 'Leads', account: away }, [email('Leads', home)]],
    ['a role beside a user of its name', { role: 'gate' }, [{ user: 'gate', machine: 'gate' }]],
  ])('is refused in words: %s', (_what, approver, identities) => {
    const [mistake, ...others] = mistakesIn([{ group: 'S0LEADS' }, approver], identities);
    expect([mistake?.path, others]).toEqual([['approvals', 0, 'approvers', 1], []]);
    expect(mistake?.message).toMatch(/^no entry of identities says who (role|iam)\('.+'\) is for certain/);
  });

  test.each<[Approver, Identity[]]>([
    [{ role: 'AWSReservedSSO_Leads_*' }, [email('AWSReservedSSO_*')]],
    [{ role: 'a*b*c' }, [email('a*c')]],
    [{ role: 'Leads', account: home }, [email('Leads')]],
    [{ role: 'Leads', account: home }, [email('Leads', away), email('L*', home)]],
    [{ role: 'gate' }, [{ role: 'gate', machine: 'gate' }]],
    [{ iamUser: 'bot' }, [{ user: 'bot', machine: 'bot' }]],
    [{ iamUser: 'bob' }, [{ user: 'bob', slack: 'U0BOB' }]],
    [{ user: 'U0BOB' }, []],
    [{ group: 'S0LEADS' }, []],
  ])('is none of %j with %j', (approver, identities) => {
    expect(mistakesIn([approver], identities)).toEqual([]);
  });

  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 5 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
  test('leaves no principal without an identity where it is accepted', () => {
    let matched = 0;
    fc.assert(
      fc.property(pattern, fc.array(pattern, { maxLength: 3 }), name, (role, patterns, named) => {
        const identities = patterns.map((each) => email(each));
        if (mistakesIn([{ role }], identities).length > 0 || !matchesPattern(role, named)) return;
        matched += 1;
        const id = `arn:aws:sts::${home}:assumed-role/${named}/x`;
        expect(slackIdentityOf({ kind: 'iam', id }, identities)).toBeDefined();
      }),
      { numRuns: 3000 },
    );
    expect(matched).toBeGreaterThan(50);
  });
});

describe('a machine that people could pass for', () => {
  const machine = (role: string, account?: string): Identity => ({
    role,
    machine: 'gate',
    ...(account && { account }),
  });

  test.each<[string, Identity[]]>([
    ['every role', [machine('*')]],
    ['a pattern of people’s roles', [machine('AWSReservedSSO_Gate*'), email('AWSReservedSSO_*')]],
    ['one that overlaps with theirs', [machine('ops-*'), { role: '*-bob', slack: 'U0BOB' }]],
    ['the same behind them', [email('AWSReservedSSO_*'), machine('AWS*')]],
  ])('is refused: %s', (_what, identities) => {
    expect(mistakesIn([{ group: 'S0LEADS' }], identities)).toMatchObject([
      { path: ['identities', identities.findIndex((entry) => 'machine' in entry), 'role'] },
    ]);
  });

  test.each<[string, Identity[]]>([
    ['a role by name, an exception among theirs', [machine('ops-gate'), email('ops-*')]],
    ['a pattern of its own', [machine('gate-*'), email('AWSReservedSSO_*')]],
    ['a pattern in another account', [machine('ops-*', away), email('ops-*', home)]],
  ])('is not %s', (_what, identities) => {
    expect(mistakesIn([{ group: 'S0LEADS' }], identities)).toEqual([]);
  });

  test('is a person where an entry before it says so', () => {
    const actor = { kind: 'iam' as const, id: `arn:aws:sts::${home}:assumed-role/ops-gate/x` };
    expect(machineOf(actor, [email('ops-*'), machine('ops-gate')])).toBeUndefined();
  });
});

describe('a quorum larger than the people named', () => {
  const bob: Identity = { user: 'bob', slack: 'U0BOB' };
  test.each<[string, Approver[], Identity[]]>([
    ['a Slack user under an IAM user too', [{ user: 'U0BOB' }, { iamUser: 'bob' }], [bob]],
    [
      'two roles of one machine',
      [{ role: 'a' }, { role: 'b' }],
      [
        { role: 'a', machine: 'gate' },
        { role: 'b', machine: 'gate' },
      ],
    ],
  ])('is refused: %s', (_what, approvers, identities) => {
    expect(mistakesIn(approvers, identities, 2)).toEqual([
      {
        path: ['approvals', 0, 'quorum'],
        message: expect.stringMatching(/^a quorum of \d+ could never be reached: the approvers named are /),
      },
    ]);
  });

  test.each<[string, Approver[], Identity[]]>([
    ['a person and a machine', [{ user: 'U0BOB' }, { role: 'a' }], [{ role: 'a', machine: 'gate' }]],
    ['a role of many people', [{ role: 'a' }], [email('a')]],
    [
      'a pattern of two people',
      [{ role: 'a*' }],
      [
        { role: 'ab', slack: 'U0BOB' },
        { role: 'a*', slack: 'U0CAROL' },
      ],
    ],
  ])('is not %s', (_what, approvers, identities) => {
    expect(mistakesIn(approvers, identities, 2)).toEqual([]);
  });
});
