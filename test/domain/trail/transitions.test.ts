import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from '../../../domain/trail/events.ts';
import {
  cancel,
  expire,
  expireUndecided,
  expiryOf,
  remind,
  retry,
  withdraw,
} from '../../../domain/trail/transitions.ts';
import { viewOf } from '../../../domain/view.ts';
import { inIam, inSlack } from '../../support/people.ts';
import { chained, foldAll, leads, pendingRequest, submitted, t } from '../../support/trails.ts';

const request = pendingRequest();
const granted: Draft = {
  type: 'approval.granted',
  actor: inSlack('bob'),
  at: t(5),
  detail: { digest: request.digest, counted: 1, required: 1, complete: true, rule: leads },
};
const system = { kind: 'system' as const, id: 'executor' };
const failed: Draft = {
  type: 'resource.failed',
  actor: system,
  at: t(6),
  detail: { operation: 'CreateRole', reason: { code: 'LimitExceeded', message: 'Too many roles.' } },
};
const approved = pendingRequest({ more: [granted] });
const day = 24 * 60;

describe('expiry', () => {
  test('of a waiting request is due at the end of its window, not a moment before', () => {
    const { expiresAt = '' } = request.approval ?? {};
    expect(expire(request, expiresAt, 'reconcile')).toMatchObject({
      type: 'request.expired',
      detail: { expiresAt, while: 'pending' },
    });
    expect(expire(request, new Date(Date.parse(expiresAt) - 1).toISOString(), 'reconcile')).toBeUndefined();
  });

  test('of an approved request is due a day after its approval, and only the executor may say so', () => {
    expect(expiryOf(approved)).toBe(t(5 + day));
    expect(expire(approved, t(5 + day), 'reconcile')).toMatchObject({ detail: { while: 'approved' } });
    expect(expireUndecided(approved, t(99 * day), 'reconcile')).toBeUndefined();
    expect(expireUndecided(request, t(99 * day), 'reconcile')).toMatchObject({
      detail: { while: 'pending' },
    });
  });

  test('does not come before approvers were asked', () => {
    expect(expire(foldAll(chained([submitted()])), t(99 * day), 'reconcile')).toBeUndefined();
  });
});

describe('reminders', () => {
  test('are at most two for any times at which somebody looks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 80 * 60 }), { maxLength: 20 }), (minutes) => {
        const drafts: Draft[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const draft = remind(pendingRequest({ more: drafts }), t(minute));
          if (draft) drafts.push(draft);
        }
        expect(drafts.length).toBeLessThanOrEqual(2);
        const numbers = drafts.map((draft) => draft.type === 'approval.reminded' && draft.detail.reminder);
        expect(numbers).toEqual([[], [1], [2], [1, 2]].find((each) => each.join() === numbers.join()));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a requester', () => {
  test('may cancel what waits, and nobody else may', () => {
    expect(cancel(request, inIam('alice'), t(1)).type).toBe('request.cancelled');
    expect(() => cancel(request, inIam('bob'), t(1))).toThrow(expect.objectContaining({ code: 'not-yours' }));
    expect(() => cancel(approved, inIam('alice'), t(6))).toThrow(
      expect.objectContaining({ code: 'already-decided' }),
    );
  });

  test('may let a failed creation be tried again, on its approvals, within the window', () => {
    const broken = pendingRequest({ more: [granted, failed] });
    const again = retry(broken, inIam('alice'), t(10));
    const retried = pendingRequest({ more: [granted, failed, again] });
    expect(retried).toMatchObject({ status: 'approved', approvedAt: t(10), decisions: [{ at: t(5) }] });
    expect(viewOf(retried)).not.toHaveProperty('failure');
    const { expiresAt = '' } = broken.approval ?? {};
    for (const [actor, at, code] of [
      [inIam('bob'), t(10), 'not-yours'],
      [inIam('alice'), expiresAt, 'not-retryable'],
    ] as const) {
      expect(() => retry(broken, actor, at)).toThrow(expect.objectContaining({ code }));
    }
    for (const other of [request, approved, pendingRequest({ more: [failed] })]) {
      expect(() => retry(other, inIam('alice'), t(10))).toThrow(
        expect.objectContaining({ code: 'not-retryable' }),
      );
    }
  });
});

test('a withdrawal puts the request back to waiting, without those who no longer count', () => {
  const draft = withdraw({ lost: ['U0BOB'], counted: 0, required: 1, complete: false }, t(7));
  const back = pendingRequest({ more: [granted, draft] });
  expect(back).toMatchObject({ status: 'pending', decisions: [] });
  expect(viewOf(back)).toMatchObject({ expiresAt: t(72 * 60), quorum: { counted: 0, required: 1 } });
});
