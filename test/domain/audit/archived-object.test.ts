import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { archiveKey, digestKey, hourOf, parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import { archivedObject } from '../../../domain/audit/archived-object.ts';
import { canonicalJson } from '../../../domain/digest.ts';
import { hashOf } from '../../../domain/trail/chain.ts';
import { eventSchema } from '../../../domain/trail/events.ts';
import { anyText } from '../../support/any-text.ts';
import { chained, submitted, validated } from '../../support/trails.ts';

const times = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const hours = times.map(hourOf);
/** Whatever UTF-8 can carry. */
const names = anyText({ minLength: 1 }).filter((text) => text.isWellFormed());

describe('the key of an archived object', () => {
  test('says what it is of, for any request id, number and stream record', () => {
    const place = fc.record(
      { hour: hours, requestId: names, seq: fc.nat(), alteration: names },
      { requiredKeys: ['hour', 'requestId', 'seq'] },
    );
    fc.assert(fc.property(place, (each) => expect(parseArchiveKey(archiveKey(each))).toEqual(each)));
  });

  test('sorts by hour, and that of a digest by time', () => {
    const sorted = (keyOf: (time: string) => string) =>
      fc.assert(
        fc.property(times, times, (one, other) => {
          if (one < other) expect(keyOf(one) <= keyOf(other)).toBe(true);
        }),
      );
    sorted(digestKey);
    sorted((time) => archiveKey({ hour: hourOf(time), requestId: 'x', seq: 1 }));
  });
});

describe('what is archived of an event', () => {
  const events = chained([submitted(), validated()]);
  const stored = (event: object) => ({ ...event, detail: canonicalJson(Object(event).detail) });

  test.each(events)('is the event itself, whose hash can be checked: $type', (event) => {
    const { requestId, seq, at } = event;
    const change = { id: 'x', name: 'INSERT' as const, at, requestId, seq, before: null };
    const { text } = archivedObject({ ...change, after: stored(event) });
    const read = eventSchema.parse(JSON.parse(text));
    expect(read).toEqual(event);
    expect(hashOf(read)).toBe(event.hash);
    expect(canonicalJson(read)).toBe(text);
  });

  test('never fails, whatever the row holds', () => {
    const row = fc.dictionary(fc.string(), fc.jsonValue());
    const detail = fc.oneof(fc.string(), fc.json(), fc.constant('{"a":"\\ud800"}'));
    fc.assert(
      fc.property(row, detail, fc.constantFrom('INSERT', 'MODIFY', 'REMOVE'), (rest, text, name) => {
        const image = { ...rest, detail: text };
        const change = { id: 'x', name, at: '2026-11-02T09:00:00.000Z', requestId: 'r', seq: 1 };
        const archived = archivedObject({ ...change, before: image, after: image });
        expect(archivedObject({ ...change, before: image, after: image })).toEqual(archived);
        expect(() => JSON.parse(archived.text)).not.toThrow();
      }),
    );
  });
});
