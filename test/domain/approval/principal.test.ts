import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isListed,
  machineOf,
  principalName,
  principalOf,
  slackIdentityOf,
} from '../../../domain/approval/principal.ts';
import type { Identity } from '../../../domain/configuration/configuration.ts';
import { matchesPattern } from '../../../domain/wildcard.ts';
import { inIam, inSlack, principals } from '../../support/people.ts';

const user = 'arn:aws:iam::111122223333:user/division/deploy-bot';
const actor = (id: string) => ({ kind: 'iam' as const, id });

describe('a principal', () => {
  test.each([
    [
      principals.shared,
      { kind: 'role', account: '111122223333', role: 'ci-runner', session: 'alice@example.com' },
    ],
    [user, { kind: 'user', account: '111122223333', user: 'deploy-bot' }],
    ['arn:aws-cn:iam::111122223333:user/bot', { kind: 'user', account: '111122223333', user: 'bot' }],
    ['arn:aws:iam::111122223333:root', { kind: 'other', account: '111122223333' }],
    ['arn:aws:sts::111122223333:federated-user/bob', { kind: 'other', account: '111122223333' }],
    ['arn:aws:sts::111122223333:assumed-role/only-a-role', { kind: 'other', account: '111122223333' }],
    ['nonsense', { kind: 'other', account: '' }],
    ['', { kind: 'other', account: '' }],
  ])('is read from %j', (arn, principal) => {
    expect(principalOf(arn)).toEqual(principal);
  });
});

test.each([
  [principals.shared, 'IAM role ci-runner (session alice@example.com)'],
  [
    principals.shared.replace('111122223333', '444455556666'),
    'IAM role ci-runner of account 444455556666 (session alice@example.com)',
  ],
  [user, 'IAM user deploy-bot'],
  ['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
])('%s in words is %s', (id, words) => {
  expect(principalName(actor(id), '111122223333')).toBe(words);
});

describe('the Slack user behind a principal', () => {
  const identities: Identity[] = [
    { role: 'AWSReservedSSO_*', sessionNameIs: 'email' },
    { role: 'payments-ci', slack: 'U0PAY' },
    { user: 'deploy-bot', slack: 'U0DEPLOY' },
  ];

  test('is known by e-mail only for roles whose callers cannot choose their session name', () => {
    expect(slackIdentityOf(inIam('alice'), identities)).toEqual({
      kind: 'email',
      email: 'alice@example.com',
    });
    expect(slackIdentityOf(inIam('shared'), identities)).toBeUndefined();
  });

  test('is found whatever the case of the e-mail', () => {
    const loud = principals.alice.replace('alice@example.com', 'Alice@Example.COM');
    expect(slackIdentityOf(actor(loud), identities)).toEqual({ kind: 'email', email: 'alice@example.com' });
  });

  test('is one of those listed for other roles and users', () => {
    const ci = 'arn:aws:sts::111122223333:assumed-role/payments-ci/run-17';
    expect(slackIdentityOf(actor(ci), identities)).toEqual({ kind: 'id', id: 'U0PAY' });
    expect(slackIdentityOf(actor(user), identities)).toEqual({ kind: 'id', id: 'U0DEPLOY' });
    expect(slackIdentityOf(inSlack('bob'), [])).toEqual({ kind: 'id', id: 'U0BOB' });
  });

  test('is nobody for a machine, which is known by its name', () => {
    const first: Identity[] = [{ role: 'payments-*', machine: 'payments' }, ...identities];
    const ci = actor('arn:aws:sts::111122223333:assumed-role/payments-ci/run-17');
    expect([slackIdentityOf(ci, first), machineOf(ci, first)]).toEqual([undefined, 'payments']);
    expect([machineOf(ci, identities), machineOf(inSlack('bob'), first)]).toEqual([undefined, undefined]);
  });

  test('is nobody for the system and for what no entry matches', () => {
    expect(slackIdentityOf({ kind: 'system', id: 'reconcile' }, identities)).toBeUndefined();
    expect(slackIdentityOf(actor('arn:aws:iam::111122223333:root'), identities)).toBeUndefined();
    const elsewhere = identities.map((identity) => ({ ...identity, account: '444455556666' }));
    expect(slackIdentityOf(inIam('alice'), elsewhere)).toBeUndefined();
    const looksAlike = 'arn:aws:sts::111122223333:assumed-role/xAWSReservedSSO_A/alice@example.com';
    expect(slackIdentityOf(actor(looksAlike), identities)).toBeUndefined();
  });
});

describe('a list of principals', () => {
  test('names roles by pattern and users by name, never Slack users', () => {
    expect(isListed(inIam('alice'), [{ role: 'AWSReservedSSO_Dev*' }])).toBe(true);
    expect(isListed(actor(user), [{ iamUser: 'deploy-bot' }])).toBe(true);
    expect(isListed(actor(user), [{ role: '*' }])).toBe(false);
    expect(isListed(actor(user), [{ iamUser: 'deploy-bot', account: '111122223333' }])).toBe(true);
    expect(isListed(actor(user), [{ iamUser: 'deploy-bot', account: '444455556666' }])).toBe(false);
    expect(isListed(inSlack('bob'), [{ user: 'U0BOB' }, { role: '*' }])).toBe(false);
  });
});

describe('a pattern', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '+'), maxLength: 8 });

  test('matches what the regular expression of it matches', () => {
    fc.assert(
      fc.property(text, text, (pattern, name) => {
        const expression = pattern
          .split('*')
          .map((part) => part.replaceAll(/[.+]/g, '\\$&'))
          .join('.*');
        expect(matchesPattern(pattern, name)).toBe(new RegExp(`^${expression}$`, 's').test(name));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no longer than pattern times name, whatever somebody thought up', () => {
    const pattern = `${'*a'.repeat(60)}b`;
    expect(matchesPattern(pattern, 'a'.repeat(100_000))).toBe(false);
  });
});
