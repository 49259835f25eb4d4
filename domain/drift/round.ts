import { driftPrefix } from './finding.ts';

/** Where it is noted how far a run came that had not the time to look at everything. */
const prefix = `${driftPrefix}rounds/`;
const wasWhole = 'whole';

/** The key that says, by itself, how far the run of a time came: to a place, or to the end. */
export function roundKey(at: string, stoppedAt: string | undefined): string {
  return `${prefix}${at}/${stoppedAt ?? wasWhole}.json`;
}

/** Where the latest run stopped; undefined if it came to the end, or if none ever stopped. */
export function lastStop(keys: Iterable<string>): string | undefined {
  const latest = [...keys]
    .filter((key) => key.startsWith(prefix))
    .sort()
    .at(-1);
  const [, place] = /^[^/]+\/(.+)\.json$/.exec(latest?.slice(prefix.length) ?? '') ?? [];
  return place === wasWhole ? undefined : place;
}

/** A request among those that created something, which come newest first. */
interface Placed {
  createdAt: string;
  id: string;
}

/**
 * A look at all that was ever created, in as many runs as it takes: each goes on behind the place where the one before
 * stopped, and stops for want of time between two pages.
 */
export class Round {
  readonly #from: string | undefined;
  readonly #hasTime: () => boolean;
  readonly #looked = new Set<string>();
  #reached: string | undefined;
  #stoppedAt: string | undefined;

  constructor(from: string | undefined, hasTime: () => boolean) {
    this.#from = from;
    this.#reached = from;
    this.#hasTime = hasTime;
  }

  /** Takes the next page; decides which of it are looked at. */
  take(page: readonly Placed[]): void {
    this.#looked.clear();
    const due = page.filter((each) => this.#from === undefined || placeOf(each) < this.#from);
    const last = due.at(-1);
    if (last === undefined || this.#stoppedAt !== undefined) return;
    if (!this.#hasTime()) {
      this.#stoppedAt = this.#reached;
      return;
    }
    for (const { id } of due) this.#looked.add(id);
    this.#reached = placeOf(last);
  }

  /** Whether what a request of the present page created is looked at in this run. */
  looksAt(id: string): boolean {
    return this.#looked.has(id);
  }

  /** What to note of this run, if anything: where the next one goes on, or that one that went on came to the end. */
  note(at: string): string | undefined {
    const hasNews = this.#stoppedAt !== undefined || this.#from !== undefined;
    return hasNews ? roundKey(at, this.#stoppedAt) : undefined;
  }

  get stoppedAt(): string | undefined {
    return this.#stoppedAt;
  }
}

function placeOf({ createdAt, id }: Placed): string {
  return `${createdAt}/${id}`;
}
