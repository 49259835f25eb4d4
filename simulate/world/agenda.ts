/** Something that will happen at a virtual time. */
export interface Entry {
  at: number;
  /** Which invocation it belongs to; 0: none. */
  rank: number;
  order: number;
  run: () => void;
  /** A safety net far in the future: nothing waits for it. */
  distant: boolean;
}

/** Which of the entries that may happen now comes next. */
export type Policy = 'by-time' | 'newest-first';

/** The virtual clock and everything that is still to happen. */
export class Agenda {
  now: number;
  readonly #policy: Policy;
  readonly #entries = new Set<Entry>();
  #count = 0;

  constructor(start: number, policy: Policy) {
    this.now = start;
    this.#policy = policy;
  }

  add(delay: number, run: () => void, { rank = 0, distant = false } = {}): Entry {
    const entry = { at: this.now + delay, rank, order: this.#count++, run, distant };
    this.#entries.add(entry);
    return entry;
  }

  cancel(entry: Entry): void {
    this.#entries.delete(entry);
  }

  /** When something happens next, distant safety nets apart. */
  nextAt(): number | undefined {
    let soonest: number | undefined;
    for (const { at, distant } of this.#entries) {
      if (!distant && (soonest === undefined || at < soonest)) soonest = at;
    }
    return soonest;
  }

  /** Takes out what comes next up to a time, and moves the clock there; undefined if there is nothing. */
  take(until: number): Entry | undefined {
    let chosen: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.at <= until && (chosen === undefined || this.#isBefore(entry, chosen))) chosen = entry;
    }
    if (chosen === undefined) return undefined;
    this.#entries.delete(chosen);
    this.now = Math.max(this.now, chosen.at);
    return chosen;
  }

  /** Newest first: of what could happen now, the invocation that began last goes on, so it interrupts the others. */
  #isBefore(one: Entry, other: Entry): boolean {
    const interrupting = this.#policy === 'newest-first' && one.at <= this.now && other.at <= this.now;
    if (interrupting && one.rank !== other.rank) return one.rank > other.rank;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }
}
