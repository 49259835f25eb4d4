import { canonicalJson, sha256 } from '../digest.ts';
import type { Draft, TrailEvent } from './events.ts';
import { schemaVersion } from './events.ts';

const beforeTheFirst = '0'.repeat(64);

/** What comes before the event to be appended: the chain's length and its last hash. */
export interface Head {
  length: number;
  hash: string;
}

export const emptyChain: Head = { length: 0, hash: beforeTheFirst };

/** The hash an event must carry: SHA-256 over the canonical JSON of the event without `hash`. */
export function hashOf(event: Omit<TrailEvent, 'hash'>): string {
  return sha256(canonicalJson({ ...event, hash: undefined }));
}

/** Gives a draft its place behind `head`, with its hash. */
export function link(draft: Draft, head: Head, requestId: string, eventId: string): TrailEvent {
  const unhashed = {
    requestId,
    seq: head.length + 1,
    eventId,
    schemaVersion,
    previousHash: head.hash,
    ...draft,
  };
  return { ...unhashed, hash: hashOf(unhashed) };
}

/** Whether events are one unbroken chain from the first on, and where it ends. */
export function verifyChain(events: readonly TrailEvent[]): { valid: boolean; length: number; head: string } {
  let previous = beforeTheFirst;
  const valid = events.every((event, index) => {
    const fits = event.seq === index + 1 && event.previousHash === previous && event.hash === hashOf(event);
    previous = event.hash;
    return fits;
  });
  return { valid, length: events.length, head: previous };
}
