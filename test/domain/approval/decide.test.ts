import { describe, expect, test } from '@jest/globals';
import {
  type Authority,
  type DecisionInput,
  DecisionRefused,
  decide,
} from '../../../domain/approval/decide.ts';
import type { Directory } from '../../../domain/approval/quorum.ts';
import { mustRecordRefusal } from '../../../domain/approval/refusals.ts';
import type { ApprovalRule } from '../../../domain/configuration/configuration.ts';
import type { Actor, Draft } from '../../../domain/trail/events.ts';
import type { Request } from '../../../domain/trail/request.ts';
import { groups, inIam, inSlack, type Person, principals, slackIds } from '../../support/people.ts';
import { chained, foldAll, leads, pendingRequest, submitted, t, validated } from '../../support/trails.ts';

const directory: Directory = {
  members: groups,
  slackIds: new Map([
    [principals.alice, slackIds.alice],
    [principals.bob, slackIds.bob],
  ]),
  machines: new Map(),
};
const authority = (parts: Partial<Authority> = {}): Authority => ({
  pinned: leads,
  current: leads,
  directory,
  ...parts,
});
const two: ApprovalRule = { ...leads, quorum: 2 };
const only = (person: Person): ApprovalRule => ({ ...leads, approvers: [{ user: slackIds[person] }] });
const request = pendingRequest();

const word = (actor: Actor, parts: Partial<DecisionInput> = {}): DecisionInput => ({
  ...{ verdict: 'approve', actor, digest: request.digest, at: t(10) },
  ...parts,
});
const by = (person: Person, parts: Partial<DecisionInput> = {}) => word(inSlack(person), parts);

/** The refusal of a word. */
function refusal(of: Request, said: DecisionInput, under = authority()): DecisionRefused {
  try {
    decide(of, said, under);
  } catch (error) {
    if (error instanceof DecisionRefused) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

/** A request that waits, after some words that counted. */
const waitingAfter = (drafts: Draft[], required = 1) =>
  pendingRequest({ required, rule: required === 2 ? two : leads, more: drafts });

describe('an approval', () => {
  test('of an approver is granted, with the digest, the rule and how far it is', () => {
    expect(decide(request, by('bob'), authority())).toEqual({
      type: 'approval.granted',
      actor: inSlack('bob'),
      at: t(10),
      detail: { digest: request.digest, counted: 1, required: 1, complete: true, rule: leads },
    });
  });

  test('is complete with the last of those needed', () => {
    const first = decide(waitingAfter([], 2), by('bob'), authority({ pinned: two, current: two }));
    expect(first).toMatchObject({ detail: { counted: 1, required: 2, complete: false } });
    const second = decide(waitingAfter([first], 2), by('carol'), authority({ pinned: two, current: two }));
    expect(second).toMatchObject({ detail: { counted: 2, required: 2, complete: true } });
  });

  test('of the same person counts once: twice in Slack, or in Slack and through the API', () => {
    const rule: ApprovalRule = { ...two, approvers: [{ group: 'S0LEADS' }, { role: 'AWSReservedSSO_*' }] };
    const under = authority({ pinned: rule, current: rule });
    const first = decide(pendingRequest({ rule, required: 2 }), by('bob'), under);
    const waiting = pendingRequest({ rule, required: 2, more: [first] });
    expect(refusal(waiting, by('bob'), under)).toMatchObject({ code: 'already-approved', record: undefined });
    expect(refusal(waiting, word(inIam('bob')), under)).toMatchObject({ code: 'already-approved' });
    expect(refusal(waiting, by('bob'), under).message).toContain(t(10));
  });

  test.each([
    ['the pinned', { pinned: only('carol') }],
    ['the current', { current: only('carol') }],
  ])('must be allowed by %s rule as well', (_which, rules) => {
    expect(refusal(request, by('bob'), authority(rules)).code).toBe('not-an-approver');
    expect(decide(request, by('carol'), authority(rules)).type).toBe('approval.granted');
  });

  test.each([
    ['the pinned', { pinned: two }],
    ['the current', { current: two }],
  ])('takes as many as %s rule says, if that is more', (_which, rules) => {
    expect(decide(request, by('bob'), authority(rules))).toMatchObject({
      detail: { required: 2, complete: false },
    });
  });

  test('takes one more where nobody knows the requester in Slack', () => {
    const unmapped = authority({ directory: { ...directory, slackIds: new Map() } });
    expect(decide(request, by('bob'), unmapped)).toMatchObject({ detail: { required: 2, complete: false } });
  });

  test('takes as many as were asked for, even if less would do by now', () => {
    expect(decide(pendingRequest({ required: 2 }), by('bob'), authority())).toMatchObject({
      detail: { counted: 1, required: 2, complete: false },
    });
  });

  test('given before does not count any more when its approver has lost the right', () => {
    const first = decide(waitingAfter([], 2), by('bob'), authority({ pinned: two, current: two }));
    const members = new Map([['S0LEADS', ['U0CAROL']]]);
    const second = decide(
      waitingAfter([first], 2),
      by('carol'),
      authority({ pinned: two, current: two, directory: { ...directory, members } }),
    );
    expect(second).toMatchObject({ detail: { counted: 1, complete: false } });
  });
});

describe('a word that does not count', () => {
  test('of the requester is refused, from Slack and from the API, and recorded', () => {
    const rule: ApprovalRule = { ...leads, approvers: [{ user: 'U0ALICE' }, { role: 'AWSReservedSSO_*' }] };
    for (const actor of [inSlack('alice'), inIam('alice')]) {
      for (const verdict of ['approve', 'deny'] as const) {
        const refused = refusal(
          request,
          word(actor, { verdict }),
          authority({ pinned: rule, current: rule }),
        );
        expect(refused).toMatchObject({
          code: 'own-request',
          record: { type: 'approval.refused', actor, detail: { verdict } },
        });
      }
    }
  });

  test('of a stranger is recorded once', () => {
    const { code, record } = refusal(request, by('mallory'));
    expect(code).toBe('not-an-approver');
    expect(record).toMatchObject({ type: 'approval.refused', detail: { reason: { code } } });
    const whoIs = ({ id }: Actor) => id;
    expect(mustRecordRefusal(request, inSlack('mallory'), whoIs)).toBe(true);
    const after = waitingAfter(record ? [record] : []);
    expect(mustRecordRefusal(after, inSlack('mallory'), whoIs)).toBe(false);
    expect(mustRecordRefusal(after, inSlack('alice'), whoIs)).toBe(true);
  });

  test('of somebody of whom nobody can tell who they are is refused if it approves, and holds if it denies', () => {
    const rule: ApprovalRule = { ...leads, approvers: [{ role: 'ci-runner' }, { role: 'AWSReservedSSO_*' }] };
    const under = authority({ pinned: rule, current: rule });
    for (const person of ['shared', 'nobody'] as const) {
      const refused = refusal(request, word(inIam(person)), under);
      expect(refused).toMatchObject({ code: 'unknown-person', record: { type: 'approval.refused' } });
      const denial = word(inIam(person), { verdict: 'deny', reason: 'No.' });
      expect(decide(request, denial, under)).toMatchObject({ type: 'approval.denied' });
    }
  });

  test('of an unmapped requester through the API is their own all the same', () => {
    const rule: ApprovalRule = { ...leads, approvers: [{ role: '*' }] };
    const nobody = pendingRequest({ rule });
    const under = authority({
      pinned: rule,
      current: rule,
      directory: { ...directory, slackIds: new Map() },
    });
    expect(refusal(nobody, word(inIam('alice')), under).code).toBe('own-request');
  });

  test('on another digest is refused, for both verdicts', () => {
    for (const verdict of ['approve', 'deny'] as const) {
      const wrong = by('bob', { verdict, digest: request.digest.replace(/.$/, '~') });
      expect(refusal(request, wrong)).toMatchObject({ code: 'wrong-digest', record: undefined });
    }
  });

  test('at the very end of the window is too late, a moment before it is not', () => {
    const { expiresAt = '' } = request.approval ?? {};
    expect(refusal(request, by('bob', { at: expiresAt })).code).toBe('expired');
    expect(
      decide(request, by('bob', { at: new Date(Date.parse(expiresAt) - 1).toISOString() }), authority()).type,
    ).toBe('approval.granted');
  });

  test('before anybody was asked is too early', () => {
    const early = foldAll(chained([submitted(), validated()]));
    expect(refusal(early, by('bob')).code).toBe('not-pending');
  });
});

describe('a word that comes too late', () => {
  const detail = { digest: request.digest, counted: 1, required: 1, complete: true, rule: leads };
  const granted = { type: 'approval.granted' as const, actor: inSlack('bob'), at: t(10), detail };
  const byIam: Draft = { ...granted, actor: inIam('shared') };
  const byMachine: Draft = { ...byIam, detail: { ...granted.detail, machine: 'gate' } };
  const system = { kind: 'system' as const, id: 'executor' };
  const reason = { code: 'x', message: 'y' };
  const created = {
    type: 'resource.created' as const,
    actor: system,
    at: t(11),
    detail: { arn: 'a', operation: 'o', resource: {} },
  };
  const failed = { type: 'resource.failed' as const, actor: system, at: t(11), detail: { reason } };
  const denied = decide(request, by('carol', { verdict: 'deny', reason: 'No.' }), authority());
  const cancelled: Draft = { type: 'request.cancelled', actor: inIam('alice'), at: t(12), detail: {} };
  const expired: Draft = {
    type: 'request.expired',
    actor: system,
    at: t(99),
    detail: { expiresAt: t(99), while: 'pending' },
  };

  test.each<[string, Draft[], string]>([
    ['an approval', [granted], `already approved by bob at ${t(10)}`],
    [
      'an approval over HTTP',
      [byIam],
      'already approved by IAM role ci-runner (session alice@example.com) at',
    ],
    [
      'an approval of a machine',
      [byMachine],
      'already approved by machine gate, IAM role ci-runner (session',
    ],
    ['a creation', [granted, created], `already approved by bob at ${t(10)}`],
    ['a failed creation', [granted, failed], `already approved by bob at ${t(10)}`],
    ['a denial', [denied], `already denied by carol at ${t(10)}`],
    ['a cancellation', [cancelled], `already cancelled, since ${t(12)}`],
    ['an expiry', [expired], `already expired, since ${t(99)}`],
  ])('after %s is told what happened, by whom and when', (_what, drafts, told) => {
    const { code, message, record } = refusal(waitingAfter(drafts), by('carol', { at: t(100) }));
    expect([code, record]).toEqual(['already-decided', undefined]);
    expect(message).toContain(told);
  });

  test('after a denial names the one who denied, not those who had approved', () => {
    const first = decide(waitingAfter([], 2), by('bob'), authority({ pinned: two, current: two }));
    const second = decide(
      waitingAfter([first], 2),
      by('carol', { verdict: 'deny', reason: 'No.' }),
      authority({ pinned: two, current: two }),
    );
    const { message } = refusal(waitingAfter([first, second], 2), by('bob', { at: t(100) }));
    expect(message).toContain('denied by carol at');
    expect(message).not.toContain('bob');
  });
});
