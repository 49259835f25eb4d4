import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashOf, verifyChain } from '../../../domain/trail/chain.ts';
import type { Draft, TrailEvent } from '../../../domain/trail/events.ts';
import { inSlack } from '../../support/people.ts';
import { asked, chained, submitted, t, validated } from '../../support/trails.ts';

const reminder = (minute: number): Draft => ({
  type: 'approval.reminded',
  actor: { kind: 'system', id: 'reconcile' },
  at: t(minute),
  detail: { reminder: minute, expiresAt: t(72 * 60) },
});
const refusal: Draft = {
  type: 'approval.refused',
  actor: inSlack('mallory'),
  at: t(1),
  detail: { verdict: 'approve', reason: { code: 'not-an-approver', message: 'No.' } },
};
const events = chained([submitted(), validated(), asked(), refusal, reminder(2), reminder(3), reminder(4)]);
const places = fc.nat(events.length - 1);

/** Every way to change one leaf of a JSON value. */
function mutations(value: unknown): unknown[] {
  if (typeof value === 'string')
    return [`${value} `, value.slice(1), value.toUpperCase()].filter((each) => each !== value);
  if (typeof value === 'number') return [value + 1, -value - 1];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) {
    const inside = value.flatMap((element, index) =>
      mutations(element).map((changed) => value.with(index, changed)),
    );
    return [...inside, [...value, 'one more'], ...(value.length > 0 ? [value.slice(1)] : [])];
  }
  if (typeof value !== 'object' || value === null) return ['something'];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...mutations(inner).map((changed) => ({ ...value, [key]: changed })),
    Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
    { ...value, [`${key} `]: inner },
  ]);
}

/** An event of which a part is not what its type says any more, as a tampered table could hold it. */
function tampered(trail: TrailEvent[], index: number, change: unknown): TrailEvent[] {
  const copy = structuredClone(trail);
  Object.assign(copy[index] ?? {}, change);
  return copy;
}

describe('a chain', () => {
  test('as it was appended is valid and says where it ends', () => {
    expect(verifyChain(events)).toEqual({ valid: true, length: 7, head: events[6]?.hash });
    expect(events[0]?.previousHash).toBe('0'.repeat(64));
    expect(verifyChain([])).toEqual({ valid: true, length: 0, head: '0'.repeat(64) });
  });

  test('is over the event without its hash, whatever the order of its members', () => {
    for (const { hash, ...rest } of events) {
      expect(hashOf(rest)).toBe(hash);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
    const reordered = events.map((event) =>
      Object.assign(
        {},
        ...Object.entries(event)
          .reverse()
          .map(([key, value]) => ({ [key]: value })),
      ),
    );
    expect(verifyChain(reordered).valid).toBe(true);
  });

  test('shows every change of a single value in any event', () => {
    let tried = 0;
    for (const [index, event] of events.entries()) {
      for (const [key, value] of Object.entries(event)) {
        for (const changed of mutations(value)) {
          tried += 1;
          expect(verifyChain(tampered(events, index, { [key]: changed })).valid).toBe(false);
        }
      }
    }
    expect(tried).toBeGreaterThan(400);
  });

  test('shows a change even if the event is hashed again, unless every later one is too', () => {
    fc.assert(
      fc.property(fc.nat(events.length - 2), (index) => {
        const event = events[index];
        if (!event) return;
        const changed = { ...event, at: t(999) };
        const rehashed = events.with(index, { ...changed, hash: hashOf(changed) });
        expect(verifyChain(rehashed).valid).toBe(false);
      }),
    );
  });

  test('shows a removed event, except at the end, where only its length tells', () => {
    fc.assert(
      fc.property(places, (index) => {
        const removed = events.toSpliced(index, 1);
        const atTheEnd = index === events.length - 1;
        expect(verifyChain(removed).valid).toBe(atTheEnd);
        expect(verifyChain(removed).length).toBe(events.length - 1);
      }),
    );
  });

  test('shows an inserted, a repeated and a swapped event', () => {
    fc.assert(
      fc.property(places, places, (from, to) => {
        const [one, two] = [events[from], events[to]];
        if (!one || !two) return;
        expect(verifyChain(events.toSpliced(to, 0, one)).valid).toBe(false);
        expect(verifyChain(events.with(from, two).with(to, one)).valid).toBe(from === to);
      }),
    );
  });
});
