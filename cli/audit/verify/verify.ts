import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import { firstDigestDue, isDigestDue } from '../../../domain/audit/periods.ts';
import type { Archive } from '../archive/archive.ts';
import { inOrder } from '../in-order.ts';
import type { Table } from '../table.ts';
import { type Beginning, type ChainHead, Chains } from './chains.ts';
import { Coverage } from './coverage.ts';
import type { Expected, ReadDigest } from './digest-reading.ts';
import { DigestWalk } from './digest-walk.ts';
import type { Report } from './finding.ts';
import { checkObject } from './object-check.ts';
import type { Proof } from './proof.ts';
import { checkRows, checkUnknown, isFromBefore } from './table-check.ts';
import { Uncovered } from './uncovered-check.ts';

/** What is verified, and what it is held against. */
export interface Evidence extends Omit<Expected, 'bucket'> {
  archive: Archive;
  /** The table, if it is to hold what the archive does. */
  table?: Table;
  /** The present, if the newest digest must be of it: ISO 8601. */
  now?: string;
  /** When the stack began to be there, ISO 8601: before its first digest is due, none is missing. */
  createdAt?: string;
  /** Hears of each digest that is done. */
  progress?: (done: number, total: number) => void;
}

/** A digest is closed ten minutes after its hour, and takes less than five. */
const oldestNewest = 75 * 60_000;
const digestsAhead = 4;
const queriesAhead = 16;

/**
 * Verifies digests, archived events and chains from the newest to the oldest, and the table if there is one. Reports
 * whatever is not as it must be, as it turns up; returns what was proven.
 */
export async function verify(evidence: Evidence, report: Report): Promise<Proof> {
  return new Verification(evidence, report).run();
}

class Verification {
  readonly #evidence: Evidence;
  readonly #report: Report;
  readonly #chains: Chains;
  readonly #coverage: Coverage | undefined;
  readonly #uncovered: Uncovered;
  readonly #signedBy = new Set<string>();
  #newest: string | undefined;
  #oldest: DigestFile | undefined;
  #digests = 0;
  #firstDue: string | undefined;
  #events = 0;

  constructor(evidence: Evidence, report: Report) {
    const { listing } = evidence.archive;
    this.#evidence = evidence;
    this.#report = report;
    this.#chains = new Chains(report);
    this.#coverage = listing && new Coverage(listing, report);
    this.#uncovered = new Uncovered(report);
  }

  async run(): Promise<Proof> {
    const { archive, table } = this.#evidence;
    if (!archive.listing) await this.#uncovered.read(archive.uncovered(this.#report));
    await this.#walk();
    const beginnings = this.#chains.finish();
    const older = table ? await this.#checkOlder(table, beginnings) : 0;
    return {
      requests: this.#chains.seen.size,
      events: this.#events,
      digests: this.#digests,
      firstDue: this.#firstDue,
      from: this.#oldest?.period.from,
      to: this.#newest,
      signedBy: [...this.#signedBy],
      begunBefore: table ? 0 : beginnings.length,
      older,
      uncovered: this.#coverage?.young ?? this.#uncovered.count,
    };
  }

  async #walk(): Promise<void> {
    const { archive, progress, ...expected } = this.#evidence;
    const walk = new DigestWalk({ ...expected, bucket: archive.bucket }, this.#report);
    const keys = (await archive.digestKeys(this.#report)).reverse();
    let done = 0;
    for await (const kept of inOrder(keys, digestsAhead, (key) => archive.digest(key, this.#report))) {
      const read = kept && walk.next(kept);
      if (read) await this.#take(read);
      progress?.(++done, keys.length);
    }
    walk.finish(archive.whole);
    if (this.#newest === undefined && keys.length === 0) this.#firstDue = this.#dueLater();
    if (this.#newest === undefined) {
      const what = 'no digest could be read: nothing proves what was archived';
      if (this.#firstDue === undefined)
        this.#report({ code: 'no-digest', where: archive.bucket ?? 'digests/', what });
      await this.#coverage?.begin(undefined);
    }
    await this.#coverage?.finish();
  }

  /** When the first digest is due, if that is yet to come. */
  #dueLater(): string | undefined {
    const { createdAt, now } = this.#evidence;
    if (createdAt === undefined || now === undefined) return undefined;
    const due = firstDigestDue(createdAt);
    return isDigestDue(due, now) ? undefined : due;
  }

  async #take({ digest, signedBy }: ReadDigest): Promise<void> {
    if (this.#newest === undefined) await this.#begin(digest);
    this.#oldest = digest;
    if (signedBy !== undefined) {
      this.#signedBy.add(signedBy);
      this.#digests += 1;
    }
    const context = {
      chains: this.#chains,
      uncovered: this.#uncovered,
      report: this.#report,
      digest: digest.key,
    };
    const fresh = this.#chains.announce(digest);
    for await (const object of this.#evidence.archive.objects(digest, this.#report)) {
      if (checkObject(object, context)) this.#events += 1;
    }
    for (const { requestId, length, head } of digest.chains) {
      this.#uncovered.compare({ requestId, seq: length, hash: head }, digest.key);
    }
    await this.#coverage?.take(digest);
    await this.#checkTable(fresh);
  }

  async #begin({ key, period }: DigestFile): Promise<void> {
    this.#newest = period.to;
    await this.#coverage?.begin(period);
    const { now } = this.#evidence;
    if (now === undefined || Date.parse(now) - Date.parse(period.to) <= oldestNewest) return;
    const what = `it is the newest and ends at ${period.to}: later ones are missing, or were never written`;
    this.#report({ code: 'digest-late', where: key, what });
  }

  /** What is in the table and in no digest: how many events that may be, since they are from before the first one. */
  async #checkOlder(table: Table, beginnings: readonly Beginning[]): Promise<number> {
    const newest = this.#newest;
    if (newest === undefined) return 0;
    const first = this.#oldest?.previous === null ? this.#oldest.period.from : undefined;
    let older = 0;
    for (const beginning of beginnings) {
      if (await isFromBefore(table, beginning, first)) older += beginning.length;
      else this.#chains.missing(beginning.requestId, 1, beginning.length);
    }
    return older + (await checkUnknown(table, this.#chains.seen, { first, newest }, this.#report));
  }

  /** Each chain at its newest digest, so that the table is asked once for a request. */
  async #checkTable(chains: readonly ChainHead[]): Promise<void> {
    const { table } = this.#evidence;
    const newest = this.#newest;
    if (!table || newest === undefined) return;
    const read = async (chain: ChainHead) => ({ chain, rows: await table.rows(chain.requestId) });
    for await (const { chain, rows } of inOrder(chains, queriesAhead, read)) {
      checkRows(rows, chain, newest, this.#report);
    }
  }
}
