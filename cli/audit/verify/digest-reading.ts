import { createHash } from 'node:crypto';
import { digestKey } from '../../../domain/audit/archive-keys.ts';
import { type DigestFile, digestFileSchema } from '../../../domain/audit/digest-file.ts';
import type { KeptDigest } from '../archive/archive.ts';
import type { Report } from './finding.ts';
import { signer, type TrustedKey } from './trusted-keys.ts';

/** What digests are held against. */
export interface Expected {
  /** The bucket that digests must say they are in, if that is known. */
  bucket: string | undefined;
  trusted: readonly TrustedKey[];
  /** ARN of the key that must have signed, if that is known. */
  signingKey: string | undefined;
}

/** A digest, with what the next newer one must say about it. */
export interface ReadDigest {
  digest: DigestFile;
  sha256: string;
  signature: string;
  /** Fingerprint of the key that signed it; undefined if no trusted one did. */
  signedBy: string | undefined;
}

/**
 * Reads a digest, and reports if it is not signed, or not in its place. Undefined if it says nothing about its own
 * place and time, so that nothing can be concluded from it.
 */
export function readDigest(kept: KeptDigest, expected: Expected, report: Report): ReadDigest | undefined {
  const { key: where } = kept;
  const digest = parsed(kept.bytes);
  if (!digest) {
    report({ code: 'digest-unreadable', where, what: 'this is no digest of a known version' });
    return undefined;
  }
  if (!isInPlace(digest, where, expected.bucket)) {
    const what = `it was written for ${digest.bucket}/${digest.key} and moved or copied here`;
    report({ code: 'digest-moved', where, what });
    return undefined;
  }
  const signedBy = kept.signature && signer(expected.trusted, kept.bytes, kept.signature)?.fingerprint;
  if (signedBy === undefined) {
    const what = kept.signature ? 'its signature is of none of the trusted keys' : 'it has no signature';
    report({ code: 'digest-signature', where, what });
  }
  if (expected.signingKey !== undefined && digest.signingKey !== expected.signingKey) {
    report({ code: 'digest-key', where, what: `it names another signing key: ${digest.signingKey}` });
  }
  return {
    digest,
    sha256: sha256Of(kept.bytes),
    signature: kept.signature?.toString('base64') ?? '',
    signedBy,
  };
}

/** Lower-case hex SHA-256 of bytes. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isInPlace(
  { bucket, key, period }: DigestFile,
  where: string,
  expected: string | undefined,
): boolean {
  const isBucket = expected === undefined || bucket === expected;
  return isBucket && key === where && digestKey(period.from) === where;
}

function parsed(bytes: Buffer): DigestFile | undefined {
  try {
    return digestFileSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}
