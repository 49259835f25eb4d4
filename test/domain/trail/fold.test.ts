import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cardOf } from '../../../domain/slack/card.ts';
import type { Draft } from '../../../domain/trail/events.ts';
import { BrokenTrail } from '../../../domain/trail/fold.ts';
import { isTerminal, statuses } from '../../../domain/trail/request.ts';
import { expire, expiryOf, nextReminderOf, remind } from '../../../domain/trail/transitions.ts';
import { viewOf } from '../../../domain/view.ts';
import { inIam, inSlack, type Person } from '../../support/people.ts';
import {
  asked,
  chained,
  foldAll,
  leads,
  submitted,
  submittedDetail,
  t,
  validated,
} from '../../support/trails.ts';

const system = { kind: 'system' as const, id: 'executor' };
const { digest } = submittedDetail();
const person = fc.constantFrom<Person>('bob', 'carol', 'mallory');
const minute = fc.nat(10_000);

const about = <T extends Draft['type']>(type: T) => fc.record({ type: fc.constant(type), at: minute.map(t) });
const reason = { code: 'x', message: 'y' };

/** Any event that may follow event 1, in no order that makes sense. */
const later: fc.Arbitrary<Draft> = fc.oneof(
  fc.constant(validated()),
  fc.constant(asked()),
  fc.tuple(about('approval.granted'), person, fc.boolean()).map(([event, who, complete]) => ({
    ...event,
    actor: inSlack(who),
    detail: { digest, counted: 1, required: 1, complete, rule: leads },
  })),
  fc.tuple(about('approval.denied'), person).map(([event, who]) => ({
    ...event,
    actor: inSlack(who),
    detail: { digest, reason: 'No.', rule: leads },
  })),
  fc.tuple(about('approval.refused'), person).map(([event, who]) => ({
    ...event,
    actor: inSlack(who),
    detail: { verdict: 'approve' as const, reason },
  })),
  fc.tuple(about('approval.withdrawn'), fc.array(person)).map(([event, who]) => ({
    ...event,
    actor: system,
    detail: { approvers: who.map((each) => inSlack(each).id), reason: 'r', counted: 0, required: 1 },
  })),
  fc.tuple(about('approval.reminded'), fc.nat(3)).map(([event, reminder]) => ({
    ...event,
    actor: system,
    detail: { reminder, expiresAt: t(60) },
  })),
  about('request.expired').map((event) => ({
    ...event,
    actor: system,
    detail: { expiresAt: t(60), while: 'pending' as const },
  })),
  about('request.rejected').map((event) => ({ ...event, actor: system, detail: { reason, findings: [] } })),
  about('request.cancelled').map((event) => ({ ...event, actor: inIam('alice'), detail: {} })),
  about('request.retried').map((event) => ({ ...event, actor: inIam('alice'), detail: {} })),
  about('creation.attempted').map((event) => ({
    ...event,
    actor: system,
    detail: { operation: 'o', execution: 'e' },
  })),
  about('creation.refused').map((event) => ({ ...event, actor: system, detail: { reason } })),
  about('resource.created').map((event) => ({
    ...event,
    actor: system,
    detail: { arn: 'a', operation: 'o', resource: {} },
  })),
  about('resource.failed').map((event) => ({ ...event, actor: system, detail: { reason } })),
);

describe('the fold', () => {
  test('of any sequence behind a submission is a request that can be shown and drawn', () => {
    fc.assert(
      fc.property(fc.array(later, { maxLength: 12 }), minute, (drafts, now) => {
        const events = chained([submitted(), ...drafts]);
        const request = foldAll(events);
        expect(statuses).toContain(request.status);
        expect(request.head).toEqual({ length: events.length, hash: events.at(-1)?.hash });
        expect(request.updatedAt).toBe(events.at(-1)?.at);
        expect(viewOf(request)).toMatchObject({ id: request.id, status: request.status });
        expect(cardOf(request).blocks.length).toBeGreaterThan(3);
        if (isTerminal(request.status)) {
          expect([expiryOf(request), nextReminderOf(request)]).toEqual([undefined, undefined]);
          expect([expire(request, t(now), 'reconcile'), remind(request, t(now))]).toEqual([
            undefined,
            undefined,
          ]);
        }
      }),
    );
  });

  test('is the same whether events come at once or one after the other', () => {
    fc.assert(
      fc.property(fc.array(later, { maxLength: 8 }), (drafts) => {
        const events = chained([submitted(), ...drafts]);
        expect(foldAll(structuredClone(events))).toEqual(foldAll(events));
      }),
    );
  });

  test('refuses what begins with anything else, and what begins twice', () => {
    expect(() => foldAll(chained([validated()]))).toThrow(BrokenTrail);
    expect(() => foldAll(chained([submitted(), submitted()]))).toThrow(BrokenTrail);
  });
});
