import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import type { KeptDigest } from '../archive/archive.ts';
import { checkContent, checkFirst, checkLink } from './digest-links.ts';
import { type Expected, type ReadDigest, readDigest } from './digest-reading.ts';
import type { Report } from './finding.ts';

/** Follows digests from the newest to the oldest, each to the one that it names as the one before. */
export class DigestWalk {
  readonly #expected: Expected;
  readonly #report: Report;
  /** The digest whose predecessor comes next; undefined where nothing says what that is. */
  #newer: DigestFile | undefined;

  constructor(expected: Expected, report: Report) {
    this.#expected = expected;
    this.#report = report;
  }

  /** Takes the next older digest that there is. Undefined if it proves nothing. */
  next(kept: KeptDigest): ReadDigest | undefined {
    if (this.#newer && !this.#isNamed(kept.key, this.#newer)) return undefined;
    const read = readDigest(kept, this.#expected, this.#report);
    if (read) checkContent(read.digest, this.#report);
    if (read && this.#newer) checkLink(this.#newer, read, this.#report);
    this.#newer = read?.digest;
    return read;
  }

  /** Reports if the oldest digest, as it turns out, is not the first there was; `whole` says that it must be. */
  finish(whole: boolean): void {
    if (!this.#newer) return;
    if (this.#newer.previous === null) checkFirst(this.#newer, this.#report);
    else if (whole) this.#missing(this.#newer.previous.key, this.#newer.key);
  }

  /** Whether a digest may be the one before; a newer one that is left out on the way is missing. */
  #isNamed(key: string, { previous, key: newer }: DigestFile): boolean {
    if (previous === null || key > previous.key) {
      const what = previous
        ? `${newer} names ${previous.key} as the one before`
        : `${newer} names none before it`;
      this.#report({
        code: 'digest-unlinked',
        where: key,
        what: `it belongs to no chain of digests: ${what}`,
      });
      return false;
    }
    if (key < previous.key) {
      this.#missing(previous.key, newer);
      this.#newer = undefined;
    }
    return true;
  }

  #missing(where: string, newer: string): void {
    this.#report({
      code: 'digest-missing',
      where,
      what: `${newer} names it as the one before, and it is gone`,
    });
  }
}
