import { hourPrefix, listingHourOf, parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import { lookBackFrom } from '../../../domain/audit/periods.ts';
import type { Listing } from '../archive/archive.ts';
import { eventAt, type Report } from './finding.ts';
import { hourStart } from './object-check.ts';
import { Rivals } from './rivals.ts';

/** Of an hour with more objects that no digest lists, the others are only counted. */
const maxNamed = 10;

/**
 * Compares what is archived with what digests list, hour by hour from the newest on; holds the keys of the hours that
 * the digests read last reach into.
 */
export class Coverage {
  readonly #covered = new Map<string, Set<string>>();
  readonly #listing: Listing;
  readonly #report: Report;
  readonly #rivals: Rivals;
  /** Hours to compare yet, oldest first. */
  #hours: string[] = [];
  /** Hours from this one on are too young to be covered for certain. */
  #youngFrom = Number.NEGATIVE_INFINITY;
  /** How many objects no digest lists yet. */
  young = 0;

  constructor(listing: Listing, report: Report) {
    this.#listing = listing;
    this.#report = report;
    this.#rivals = new Rivals(report);
  }

  /** Begins with the period of the newest digest. */
  async begin(newest: DigestFile['period'] | undefined): Promise<void> {
    this.#hours = await this.#listing.hours(this.#report);
    if (!newest) return;
    this.#youngFrom = Date.parse(lookBackFrom(newest));
    for (const hour of this.#hours.filter((each) => hourStart(each) >= this.#youngFrom)) {
      // What is hidden is reported where the hour is compared.
      for await (const key of this.#listing.keys(hour, () => undefined)) this.#rivals.add(key);
    }
  }

  /** Takes what a digest lists, and compares the hours that no older one reaches. */
  async take(digest: DigestFile): Promise<void> {
    for (const { key } of digest.objects) {
      this.#keysOf(listingHourOf(key)).add(key);
      this.#rivals.meet(key, digest.key);
    }
    await this.#compareUntil(Date.parse(digest.period.from));
  }

  /** Compares all that is left. */
  async finish(): Promise<void> {
    await this.#compareUntil(Number.NEGATIVE_INFINITY);
    this.#rivals.finish();
  }

  #keysOf(hour: string): Set<string> {
    const keys = this.#covered.get(hour) ?? new Set();
    this.#covered.set(hour, keys);
    return keys;
  }

  async #compareUntil(oldest: number): Promise<void> {
    let hour = this.#hours.at(-1);
    while (hour !== undefined && hourStart(hour) >= oldest) {
      await this.#compare(hour);
      this.#covered.delete(hour);
      this.#hours.pop();
      hour = this.#hours.at(-1);
    }
  }

  async #compare(hour: string): Promise<void> {
    const covered = this.#covered.get(hour);
    let unlisted = 0;
    for await (const key of this.#listing.keys(hour, this.#report)) {
      if (covered?.has(key)) continue;
      if (hourStart(hour) >= this.#youngFrom) this.#take(key);
      else if (++unlisted <= maxNamed) this.#unlisted(key);
    }
    if (unlisted > maxNamed) this.#unlisted(`${unlisted - maxNamed} more under ${hourPrefix(hour)}`);
  }

  /** An alteration is bad news before any digest lists it. */
  #take(key: string): void {
    this.young += 1;
    const place = parseArchiveKey(key);
    if (place?.alteration === undefined) return;
    const where = `${eventAt(place.requestId, place.seq)} (${key})`;
    const what = 'its row in the table was overwritten or removed';
    this.#report({ code: 'row-altered', where, what });
  }

  #unlisted(where: string): void {
    const what = 'no digest lists it, though digests reached its hour';
    this.#report({ code: 'object-unlisted', where, what });
  }
}
