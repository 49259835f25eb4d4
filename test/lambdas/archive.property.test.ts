import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Archive, type StreamRecord } from '../support/archive.ts';

const requestId = fc.constantFrom('a', 'b', 'c');
/** Never more than 21 hours in all: what arrives after 26, no digest looks for. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('store' as const), requestId }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('redeliver' as const), back: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), now: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 50 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      calls: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom('crash-before' as const, 'crash-after' as const),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** Whatever happens in whatever order: records are delivered in the order of the stream, and what crashes runs again. */
async function play(archive: Archive, actions: readonly Action[]): Promise<void> {
  const waiting: StreamRecord[] = [];
  const delivered: StreamRecord[] = [];
  const deliver = (records: StreamRecord[]) => archive.insistently(() => archive.deliver(...records));
  for (const each of actions) {
    if (each.do === 'store') waiting.push(archive.store(each.requestId));
    if (each.do === 'deliver') {
      const records = waiting.splice(0, each.count);
      await deliver(records);
      delivered.push(...records);
    }
    if (each.do === 'redeliver') await deliver(delivered.slice(-each.back));
    if (each.do === 'close') await archive.insistently(() => archive.close({ now: each.now }));
    if (each.do === 'wait') archive.clock.pass(each.minutes * 60);
    if (each.do === 'crash') archive.crash = { at: archive.desk.sent.length + each.calls, kind: each.kind };
  }
  await deliver(waiting);
  await archive.insistently(() => archive.close({ now: true }));
}

test('every event is listed by one digest, and the digests are one row, whatever is late, repeated or dies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      const archive = new Archive();
      await play(archive, actions);
      archive.clock.pass(1);
      await archive.insistently(() => archive.close({ now: true }));
      const digests = await archive.digests();
      const listed = digests.flatMap(({ objects }) => objects.map(({ key }) => key));
      expect(listed.sort()).toEqual(await archive.keys('trail/'));
      expect(digests.at(-1)?.counts).toMatchObject({
        totalEvents: listed.length,
        totalRequests: archive.heads.size,
        totalAlterations: 0,
      });
      for (const [requestId, { seq, hash }] of archive.heads) {
        const chain = digests
          .flatMap(({ chains }) => chains)
          .findLast((each) => each.requestId === requestId);
        expect(chain).toEqual({ requestId, length: seq, head: hash });
      }
    }),
    { numRuns: 50 },
  );
}, 60_000);
