import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ApprovalRule } from '../../domain/configuration.ts';
import { type Authority, DecisionRefused, decide, type Word } from '../../domain/decide.ts';
import type { Actor, Draft } from '../../domain/events.ts';
import { type Directory, humanBehind } from '../../domain/quorum.ts';
import type { Request } from '../../domain/request.ts';
import { groups, inIam, inSlack, principals } from '../support/people.ts';
import { asked, chained, foldAll, submitted, submittedDetail, t, validated } from '../support/trails.ts';

const { digest } = submittedDetail();
const actors: Actor[] = [
  ...(['alice', 'bob', 'carol', 'mallory'] as const).map((person) => inSlack(person)),
  ...(['alice', 'bob', 'nobody', 'shared'] as const).map((person) => inIam(person)),
];
const approver = fc.constantFrom<ApprovalRule['approvers'][number]>(
  ...[{ group: 'S0LEADS' }, { user: 'U0ALICE' }, { user: 'U0MALLORY' }],
  ...[{ role: 'AWSReservedSSO_*' }, { role: '*' }],
);
/** Mostly one: of sequences that need three people hardly any ends in an approval. */
const few = fc.constantFrom(1, 1, 1, 2, 3);
const rule = fc.record({
  when: fc.constant('any' as const),
  approvers: fc.array(approver, { minLength: 1, maxLength: 4 }),
  quorum: few,
  window: fc.constant('72h'),
});
const approve = fc.constant('approve' as const);
const word = fc.record({
  actor: fc.constantFrom(...actors),
  verdict: fc.oneof(
    { weight: 4, arbitrary: approve },
    { weight: 1, arbitrary: fc.constant('deny' as const) },
  ),
  digest: fc.constantFrom(digest, digest, digest, 'sha256:other'),
  at: fc.integer({ min: 0, max: 75 * 60 }).map(t),
});
/** Whether Slack knows the requester; bob is known in any case. */
const people = fc.boolean().map(
  (known): Directory => ({
    members: groups,
    slackIds: new Map([
      [principals.bob, 'U0BOB'],
      ...(known ? [[principals.alice, 'U0ALICE'] as const] : []),
    ]),
  }),
);

/** The trail after one word, whether it counted or not. */
function hear(drafts: Draft[], said: Word, authority: Authority): Draft[] {
  try {
    return [...drafts, decide(foldAll(chained(drafts)), said, authority)];
  } catch (error) {
    if (!(error instanceof DecisionRefused)) throw error;
    return error.record ? [...drafts, error.record] : drafts;
  }
}

/** An approved request has what every approval promises. */
function expectEnough(end: Request, least: number, directory: Directory): void {
  const humans = new Set(end.decisions.map(({ approver: who }) => humanBehind(who, directory)));
  expect(humans.size).toBeGreaterThanOrEqual(least);
  expect(humans).not.toContain(humanBehind(end.requester, directory));
  for (const decision of end.decisions) {
    expect(decision).toMatchObject({ verdict: 'approve', digest: end.digest });
    expect(decision.at < (end.approval?.expiresAt ?? '')).toBe(true);
  }
}

test('no sequence of words approves without as many different people as needed, none of them the requester', () => {
  let approvals = 0;
  fc.assert(
    fc.property(
      rule,
      rule,
      fc.array(word, { maxLength: 12 }),
      people,
      few,
      (pinned, current, words, directory, required) => {
        const begun = [submitted(), validated({ rule: pinned, required }), asked({ required })];
        const drafts = words.reduce((so, said) => hear(so, said, { pinned, current, directory }), begun);
        const strangers = drafts
          .filter(({ type }) => type === 'approval.refused')
          .map(({ actor }) => actor.id);
        expect(new Set(strangers).size).toBe(strangers.length);
        const end = foldAll(chained(drafts));
        if (end.status !== 'approved') return;
        approvals += 1;
        const unmapped = directory.slackIds.has(principals.alice) ? 0 : 1;
        expectEnough(end, Math.max(required, pinned.quorum + unmapped, current.quorum + unmapped), directory);
      },
    ),
    { numRuns: 400 },
  );
  expect(approvals).toBeGreaterThan(5);
});
