import { parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import { eventAt, type Report } from './finding.ts';

/** A key that no digest listed, and the one that a digest lists for the same event. */
interface Rival {
  requestId: string;
  seq: number;
  listed: string;
  digest: string;
}

/**
 * Objects of the hours that the next digest will look at, under keys of events that a digest lists under another key.
 * An event is stored in one hour, so it has one key: whatever lies under a second one is a copy or a contradiction.
 */
export class Rivals {
  readonly #keysByEvent = new Map<string, string[]>();
  readonly #rivals = new Map<string, Rival>();
  readonly #listed = new Set<string>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Takes note of a key that is there; of events only. */
  add(key: string): void {
    const event = eventOf(key);
    if (event) this.#keysByEvent.set(event, [...(this.#keysByEvent.get(event) ?? []), key]);
  }

  /** Holds a key that a digest lists against those that are there. */
  meet(key: string, digest: string): void {
    const place = parseArchiveKey(key);
    const keys = this.#keysByEvent.get(eventOf(key) ?? '') ?? [];
    if (keys.includes(key)) this.#listed.add(key);
    if (!place) return;
    const { requestId, seq } = place;
    for (const other of keys.filter((each) => each !== key)) {
      this.#rivals.set(other, { requestId, seq, listed: key, digest });
    }
  }

  /** Reports those that no digest listed. */
  finish(): void {
    for (const [where, { requestId, seq, listed, digest }] of this.#rivals) {
      if (this.#listed.has(where)) continue;
      const what = `it contradicts ${digest}, which lists ${eventAt(requestId, seq)} as ${listed}`;
      this.#report({ code: 'uncovered-contradicts', where, what });
    }
  }
}

function eventOf(key: string): string | undefined {
  const place = parseArchiveKey(key);
  return place && place.alteration === undefined ? `${place.seq} ${place.requestId}` : undefined;
}
