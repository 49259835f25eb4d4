import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import type { Report } from '../verify/finding.ts';

/** A digest as it is kept: its bytes, and the signature beside them. */
export interface KeptDigest {
  key: string;
  bytes: Buffer;
  signature: Buffer | undefined;
}

/**
 * An object that a digest lists, with the bytes that are kept of it; undefined if there are none. `refused` says why
 * that cannot be told: S3 answers alike for what may not be read and, to whoever may not list, for what is missing.
 */
export interface KeptObject {
  key: string;
  sha256: string;
  bytes: Buffer | undefined;
  refused?: string;
}

/** What is there under `trail/`, whether a digest lists it or not. */
export interface Listing {
  /** The hours of which there is anything, oldest first. */
  hours(report: Report): Promise<string[]>;
  keys(hour: string, report: Report): AsyncIterable<string>;
}

/** Archived events and their digests, in the audit bucket or in an export of it. */
export interface Archive {
  /** Where digests must say that they are; undefined where they are a copy. */
  readonly bucket: string | undefined;
  /** Whether it must reach back to the first digest. */
  readonly whole: boolean;
  /** There if one can ask what else is kept; an export holds what it lists. */
  readonly listing?: Listing;
  /** Keys of all digests, oldest first. */
  digestKeys(report: Report): Promise<string[]>;
  digest(key: string, report: Report): Promise<KeptDigest | undefined>;
  /** Each object of a digest once, in any order; reports what is there besides. */
  objects(digest: DigestFile, report: Report): AsyncIterable<KeptObject>;
  /** Bytes of what no digest lists yet. */
  uncovered(report: Report): AsyncIterable<Buffer>;
}
