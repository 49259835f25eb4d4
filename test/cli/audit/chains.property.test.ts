import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Chains } from '../../../cli/audit/verify/chains.ts';
import type { Finding } from '../../../cli/audit/verify/finding.ts';
import { gaps, join, type Piece } from '../../../cli/audit/verify/pieces.ts';
import { SeenRequests } from '../../../cli/audit/verify/seen-requests.ts';
import { sha256 } from '../../../domain/digest.ts';
import { emptyChain } from '../../../domain/trail/chain.ts';

const at = '2026-11-02T09:00:00.000Z';
const hashOf = (id: string, seq: number) => (seq === 0 ? emptyChain.hash : sha256(`${id}/${seq}`));
const linkOf = (id: string, seq: number) => ({
  ...{ requestId: id, seq, at },
  ...{ hash: hashOf(id, seq), previousHash: hashOf(id, seq - 1) },
});

/** Events of some chains, each in one of four digests, in whatever order they were archived. */
const archived = fc
  .array(fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .chain((requests) => {
    const events = requests.flatMap((digests, request) =>
      digests.map((digest, index) => ({ id: `r${request}`, seq: index + 1, digest })),
    );
    return fc.shuffledSubarray(events, { minLength: events.length });
  });
type Archived = { id: string; seq: number; digest: number }[];

/** What is reported of events in digests, the newest of which is 3, if the archive lost one of them since. */
function findingsOf(events: Archived, lost?: number): string[] {
  const findings: Finding[] = [];
  const chains = new Chains((finding) => findings.push(finding));
  for (const digest of [3, 2, 1, 0]) {
    const own = events.filter((event) => event.digest === digest);
    const known = events.filter((event) => event.digest <= digest);
    const ids = [...new Set(own.map(({ id }) => id))];
    const heads = ids.map((requestId) => {
      const length = Math.max(...known.filter(({ id }) => id === requestId).map(({ seq }) => seq));
      return { requestId, length, head: hashOf(requestId, length) };
    });
    chains.announce({ key: `digest-${digest}`, chains: heads });
    for (const event of own) if (event !== events[lost ?? -1]) chains.add(linkOf(event.id, event.seq));
  }
  for (const { requestId } of chains.finish())
    findings.push({ code: 'event-missing', where: requestId, what: '' });
  return findings.map(({ code, where }) => `${code} ${where}`);
}

describe('chains that are put together from digests', () => {
  test('hold, whichever digest each event is in and in whatever order it came', () => {
    fc.assert(fc.property(archived, (events) => expect(findingsOf(events)).toEqual([])));
  });

  test('do not hold without one of their events, nor with one of them twice', () => {
    fc.assert(
      fc.property(archived, fc.nat(), fc.nat(3), (events, place, digest) => {
        const index = place % events.length;
        expect(findingsOf(events, index)).not.toEqual([]);
        const again = { ...(events[index] ?? { id: '', seq: 0 }), digest };
        expect(findingsOf([...events, again])).not.toEqual([]);
      }),
    );
  });
});

describe('pieces of a chain', () => {
  test('become one, without gaps, in any order', () => {
    const order = fc.integer({ min: 1, max: 20 }).chain((length) =>
      fc.shuffledSubarray(
        Array.from({ length }, (_, index) => index + 1),
        { minLength: length },
      ),
    );
    fc.assert(
      fc.property(order, (seqs) => {
        let pieces: Piece[] = [];
        for (const [index, seq] of seqs.entries()) {
          const piece = { from: seq, to: seq, hash: `${seq}`, previousHash: `${seq - 1}` };
          const joined = join(pieces, piece);
          expect(joined.broken).toEqual([]);
          pieces = joined.pieces;
          const open = gaps(pieces, seqs.length).reduce((sum, { from, to }) => sum + to - from + 1, 0);
          expect(open).toBe(seqs.length - index - 1);
        }
        expect(pieces).toEqual([{ from: 1, to: seqs.length, previousHash: '0', hash: String(seqs.length) }]);
      }),
    );
  });
});

test('requests that were seen are told from those that were not, however many', () => {
  const seen = new SeenRequests();
  const ids = Array.from({ length: 5000 }, (_, number) => `request-${number}`);
  for (const id of [...ids, ...ids]) seen.add(id);
  expect(seen.size).toBe(ids.length);
  expect(ids.every((id) => seen.has(id))).toBe(true);
  expect(ids.some((id) => seen.has(`${id}-other`))).toBe(false);
});
