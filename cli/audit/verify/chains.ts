import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import { emptyChain } from '../../../domain/trail/chain.ts';
import type { Link } from './event-reading.ts';
import { eventAt, type Report } from './finding.ts';
import { gaps, join, type Piece, pieceWith } from './pieces.ts';
import { SeenRequests } from './seen-requests.ts';

/** A chain whose first event was not reached yet. */
interface Held {
  /** As the newest digest that knows it says. */
  length: number;
  pieces: Piece[];
  /** What digests say of events that were not reached yet. */
  heads: { seq: number; hash: string; digest: string }[];
}

/** Events at the beginning of a chain that no digest lists: `length` of them. */
export interface Beginning {
  requestId: string;
  length: number;
}

/** A chain as the newest digest that covers it says: what the table must hold at least. */
export type ChainHead = DigestFile['chains'][number];

/**
 * Chains of all requests, put together from the newest event to the oldest. Only chains whose first event was not
 * reached are held.
 */
export class Chains {
  readonly seen = new SeenRequests();
  readonly #held = new Map<string, Held>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Takes what a digest says about chains. Returns those that no newer digest knew. */
  announce(digest: Pick<DigestFile, 'key' | 'chains'>): ChainHead[] {
    const fresh = digest.chains.filter(({ requestId }) => !this.seen.has(requestId));
    for (const { requestId, length, head } of digest.chains) {
      const held = this.#held.get(requestId) ?? this.#begin(requestId, length);
      const claim = { seq: length, hash: head, digest: digest.key };
      if (held && !pieceWith(held.pieces, length)) held.heads.push(claim);
    }
    return fresh;
  }

  /** Takes an event, read from an object of a digest. */
  add(link: Link): void {
    const { requestId, seq, hash, previousHash } = link;
    this.#place(requestId, { from: seq, to: seq, hash, previousHash });
    if (seq === 1 && previousHash !== emptyChain.hash) {
      const what = 'it names an event before it, though it is the first';
      this.#report({ code: 'chain-broken', where: eventAt(requestId, seq), what });
    }
  }

  /** Takes note of an event of which nothing is known but its place. */
  skip(requestId: string, seq: number): void {
    this.#place(requestId, { from: seq, to: seq, hash: undefined, previousHash: undefined });
  }

  /** Reports what is missing in chains that were not completed, but for their beginning: that is returned. */
  finish(): Beginning[] {
    const beginnings: Beginning[] = [];
    for (const [requestId, { pieces, length, heads }] of this.#held) {
      const first = pieces[0]?.from ?? 1;
      if (first > 1) beginnings.push({ requestId, length: first - 1 });
      const missing = gaps(pieces, length).filter(({ from }) => from >= first);
      for (const { from, to } of missing) this.missing(requestId, from, to);
      for (const { seq, digest } of heads.filter(({ seq }) => !isIn(missing, seq))) {
        const what = `it is the head of the chain in ${digest}, which does not list it`;
        this.#report({ code: 'chain-head', where: eventAt(requestId, seq), what });
      }
    }
    this.#held.clear();
    return beginnings;
  }

  /** Reports events that should be in a digest. */
  missing(requestId: string, from: number, to: number): void {
    const where = from === to ? eventAt(requestId, from) : `request ${requestId}, events ${from} to ${to}`;
    this.#report({ code: 'event-missing', where, what: 'no digest that could be read lists it' });
  }

  #begin(requestId: string, length: number): Held | undefined {
    if (this.seen.has(requestId)) return undefined;
    this.seen.add(requestId);
    const held = { length, pieces: [], heads: [] };
    this.#held.set(requestId, held);
    return held;
  }

  #place(requestId: string, event: Piece): void {
    const where = eventAt(requestId, event.from);
    const held = this.#held.get(requestId) ?? this.#begin(requestId, event.to);
    if (!held || pieceWith(held.pieces, event.from)) {
      const what = 'it was archived before a newer event in the same place, or before the chain began anew';
      this.#report({ code: 'event-repeated', where, what });
      return;
    }
    this.#checkHeads(requestId, held, event);
    const { pieces, broken } = join(held.pieces, event);
    held.pieces = pieces;
    for (const seq of broken) {
      const what = `it does not follow event ${seq - 1}: it names another hash than that of the event before it`;
      this.#report({ code: 'chain-broken', where: eventAt(requestId, seq), what });
    }
    const [only, ...more] = pieces;
    if (only?.from === 1 && only.to >= held.length && more.length === 0) this.#held.delete(requestId);
  }

  #checkHeads(requestId: string, held: Held, { from: seq, hash }: Piece): void {
    for (const claim of held.heads.filter((each) => each.seq === seq)) {
      if (hash === undefined || claim.hash === hash) continue;
      const what = `its hash is not the head of the chain in ${claim.digest}`;
      this.#report({ code: 'chain-head', where: eventAt(requestId, seq), what });
    }
    held.heads = held.heads.filter((each) => each.seq !== seq);
  }
}

function isIn(stretches: readonly { from: number; to: number }[], seq: number): boolean {
  return stretches.some(({ from, to }) => from <= seq && seq <= to);
}
