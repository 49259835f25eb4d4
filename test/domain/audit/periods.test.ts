import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endHour, lookBackFrom, nextPeriod, type Period } from '../../../domain/audit/periods.ts';

const hour = 3_600_000;
const times = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') });
const iso = (time: number) => new Date(time).toISOString();
const ended = { unfinished: false };

/** All periods that one run closes. */
function periods(from: string | undefined, now: string, unfinished: boolean): Period[] {
  const period = nextPeriod(from, now, { unfinished });
  return period ? [period, ...periods(period.to, now, unfinished)] : [];
}

describe('periods', () => {
  test('begin with the hour before the first run', () => {
    expect(nextPeriod(undefined, '2026-11-02T09:10:00.000Z', ended)).toEqual({
      from: '2026-11-02T08:00:00.000Z',
      to: '2026-11-02T09:00:00.000Z',
    });
  });

  test('have no gap and no overlap, end with the hour, and reach the present', () => {
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 0, max: 100 * hour }),
        fc.boolean(),
        (begin, later, unfinished) => {
          const now = iso(begin + later);
          const found = periods(iso(begin), now, unfinished);
          let previous = iso(begin);
          for (const { from, to } of found) {
            expect(from).toBe(previous);
            expect(to > from && to <= now).toBe(true);
            previous = to;
          }
          const whole = unfinished ? found.slice(0, -1) : found;
          for (const { to } of whole) expect(Date.parse(to) % hour).toBe(0);
          if (unfinished) expect(previous).toBe(now);
          else expect(Date.parse(now) - Date.parse(previous)).toBeLessThan(hour);
        },
      ),
    );
  });

  test('wait for a clock that goes behind the one that wrote the last digest', () => {
    const unfinished = { unfinished: true };
    expect(nextPeriod('2026-11-02T09:00:00.500Z', '2026-11-02T09:00:00.000Z', unfinished)).toBeUndefined();
  });

  test('look at the 26 hours that began before they end', () => {
    const whole = { from: '2026-11-02T08:00:00.000Z', to: '2026-11-02T09:00:00.000Z' };
    expect([lookBackFrom(whole), endHour(whole)]).toEqual([
      '2026-11-01T07:00:00.000Z',
      '2026-11-02T09:00:00.000Z',
    ]);
    const part = { from: '2026-11-02T09:00:00.000Z', to: '2026-11-02T09:00:00.001Z' };
    expect([lookBackFrom(part), endHour(part)]).toEqual([
      '2026-11-01T08:00:00.000Z',
      '2026-11-02T10:00:00.000Z',
    ]);
  });
});
