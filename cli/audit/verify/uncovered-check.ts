import { readObject } from './event-reading.ts';
import { eventAt, type Report } from './finding.ts';
import { alterationText, checkEvent } from './object-check.ts';

/** What an archived event says a hash is: its own, or that of the event before it. */
interface Claim {
  hash: string;
  where: string;
}

/** An event as something signed has it. */
export interface SignedEvent {
  requestId: string;
  seq: number;
  hash: string;
}

/**
 * What no digest lists yet. Nothing proves it, but each event must be of its own hash, an alteration is bad news
 * already, and nothing may say otherwise than what is signed. What it says is held in memory: in a sound archive that
 * is what a day brought at most.
 */
export class Uncovered {
  readonly #claims = new Map<string, Claim[]>();
  readonly #report: Report;
  /** How many objects there are. */
  count = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  async read(objects: AsyncIterable<Buffer>): Promise<void> {
    for await (const bytes of objects) this.#take(bytes);
  }

  #take(bytes: Buffer): void {
    this.count += 1;
    const reading = readObject(bytes);
    const where = `archived since the newest digest, object ${this.count}`;
    if (reading.kind === 'event') {
      const { requestId, seq, hash, previousHash } = reading.link;
      const named = `${where}: ${eventAt(requestId, seq)}`;
      checkEvent(reading, named, this.#report);
      this.#claim({ requestId, seq, hash }, named);
      if (seq > 1) this.#claim({ requestId, seq: seq - 1, hash: previousHash }, named);
    } else if (reading.kind === 'alteration') {
      this.#report({ code: 'row-altered', where, what: alterationText(reading) });
    } else {
      this.#report({ code: 'event-unreadable', where, what: `it is no event (${reading.why})` });
    }
  }

  #claim(event: SignedEvent, where: string): void {
    const place = placeOf(event);
    this.#claims.set(place, [...(this.#claims.get(place) ?? []), { hash: event.hash, where }]);
  }

  /** Reports what says otherwise than a digest about an event; each once. */
  compare(event: SignedEvent, digest: string): void {
    const place = placeOf(event);
    const claims = this.#claims.get(place) ?? [];
    for (const { where } of claims.filter(({ hash }) => hash !== event.hash)) {
      const what = `it contradicts ${digest}, which lists another ${eventAt(event.requestId, event.seq)}`;
      this.#report({ code: 'uncovered-contradicts', where, what });
    }
    this.#claims.delete(place);
  }
}

function placeOf({ requestId, seq }: SignedEvent): string {
  return `${seq} ${requestId}`;
}
