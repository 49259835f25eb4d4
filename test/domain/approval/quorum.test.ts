import { describe, expect, test } from '@jest/globals';
import { mayApprove, personIdOf, ruleFor, tally } from '../../../domain/approval/quorum.ts';
import type { Approver } from '../../../domain/configuration/configuration.ts';
import type { Actor } from '../../../domain/trail/events.ts';
import { configurationWith } from '../../support/configuration.ts';
import { groups, inIam, inSlack, principals } from '../../support/people.ts';
import { leads, pendingRequest, t } from '../../support/trails.ts';

const directory = {
  members: groups,
  slackIds: new Map([[principals.alice, 'U0ALICE']]),
  machines: new Map(),
};

describe('the rule of a request', () => {
  const { approvals } = configurationWith({
    approvals: [
      {
        when: { risk: ['critical'], type: 'iam-role' },
        approvers: [{ group: 'S0ONE' }],
        quorum: 3,
        window: '1h',
      },
      {
        when: { type: ['iam-role', 'iam-policy'] },
        approvers: [{ group: 'S0TWO' }],
        quorum: 2,
        window: '1h',
      },
      { when: { risk: ['high', 'critical'] }, approvers: [{ user: 'U0THREE' }], quorum: 1, window: '1h' },
      { when: 'any', approvers: [{ user: 'U0FOUR' }], quorum: 1, window: '1h' },
    ],
  });

  test.each([
    ['iam-role', 'critical', 0],
    ['iam-role', 'high', 1],
    ['iam-policy', 'critical', 1],
    ['ram-permission', 'critical', 2],
    ['ram-permission', 'low', 3],
  ] as const)('of a %s at %s risk is the first that matches', (type, risk, index) => {
    expect(ruleFor(approvals, { type, risk })).toBe(approvals[index]);
  });
});

describe('an approver', () => {
  const rule = (...approvers: Approver[]) => ({ ...leads, approvers });

  test.each([
    ['by user', inSlack('bob'), { user: 'U0BOB' }, true],
    ['by another user', inSlack('bob'), { user: 'U0CAROL' }, false],
    ['by group', inSlack('bob'), { group: 'S0LEADS' }, true],
    ['by a group they are not in', inSlack('mallory'), { group: 'S0LEADS' }, false],
    ['by a group nobody knows', inSlack('bob'), { group: 'S0GHOSTS' }, false],
    ['by role', inIam('bob'), { role: 'AWSReservedSSO_*' }, true],
    ['by another role', inIam('bob'), { role: 'AWSReservedSSO' }, false],
    ['by a role in Slack', inSlack('bob'), { role: '*' }, false],
    ['by the group of the Slack user behind them', inIam('bob'), { group: 'S0LEADS' }, false],
  ])('%s', (_what, actor, approver, may) => {
    expect(mayApprove(actor, rule(approver), directory)).toBe(may);
  });
});

describe('a tally', () => {
  test('names whose approval does not count any more, and leaves denials out', () => {
    const request = pendingRequest();
    const said = (person: 'bob' | 'carol' | 'mallory', digest = request.digest) => ({
      verdict: 'approve' as const,
      approver: inSlack(person),
      digest,
      at: t(1),
    });
    const decisions = [
      said('bob'),
      said('mallory'),
      said('carol', 'sha256:other'),
      { ...said('carol'), verdict: 'deny' as const },
    ];
    expect(tally({ ...request, decisions }, [leads], directory)).toEqual({
      counted: 1,
      required: 1,
      complete: true,
      lost: ['U0MALLORY', 'U0CAROL'],
    });
  });

  test('holds what was asked for against fewer by the rules of today', () => {
    const request = pendingRequest({ required: 2 });
    const decisions = [
      { verdict: 'approve' as const, approver: inSlack('bob'), digest: request.digest, at: t(1) },
    ];
    expect(tally({ ...request, decisions }, [leads], directory)).toMatchObject({
      required: 2,
      complete: false,
    });
  });
});

describe('a role whose callers choose their session names', () => {
  const session = (name: string, role = 'Deployer'): Actor => ({
    kind: 'iam',
    id: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
    name,
  });

  test('is one human, whatever its sessions are called', () => {
    expect(personIdOf(session('bob'), directory)).toBe(personIdOf(session('carol'), directory));
    expect(personIdOf(session('bob'), directory)).not.toBe(personIdOf(session('bob', 'Other'), directory));
  });

  test('counts for nothing; as a machine it counts once, and never for a request of its own', () => {
    const rule = { ...leads, approvers: [{ role: 'Deployer' }], quorum: 2 };
    const approve = (actor: Actor) => ({
      verdict: 'approve' as const,
      approver: actor,
      digest: 'd',
      at: t(1),
    });
    const decisions = [approve(session('bob')), approve(session('carol'))];
    const request = { digest: 'd', decisions, requester: inIam('alice') };
    const ids = decisions.map(({ approver }) => approver.id);
    expect(tally(request, [rule], directory)).toMatchObject({ counted: 0, complete: false, lost: ids });
    const machines = new Map(['alice', 'bob', 'carol'].map((name) => [session(name).id, 'deployer']));
    const declared = { ...directory, machines };
    expect(tally(request, [rule], declared)).toMatchObject({ counted: 1, complete: false, lost: [] });
    expect(tally({ ...request, requester: session('alice') }, [rule], declared)).toMatchObject({
      counted: 0,
      required: 3,
    });
  });
});
