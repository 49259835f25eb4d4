import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { hourOf, hourPrefix, parseArchiveKey, trailPrefix } from '../../domain/audit/archive-keys.ts';
import type { Archived } from '../../domain/audit/make-digest.ts';
import { endHour, lookBackFrom, type Period } from '../../domain/audit/periods.ts';

interface Bucket {
  s3: Pick<S3Client, 'send'>;
  bucket: string;
}

/** Objects read at once: enough to hide S3's latency, at 400 KB each at most no strain on the memory. */
const atOnce = 32;
const hashed = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Keys under a prefix that sort after another, in their order. */
export async function* keysAfter(
  { s3, bucket }: Bucket,
  { prefix, after }: { prefix: string; after?: string | undefined },
): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(token === undefined ? { StartAfter: after } : { ContinuationToken: token }),
      }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** The keys of what was archived in the hours that the digest of a period looks at. */
export async function* keysOf(period: Period, bucket: Bucket): AsyncGenerator<string> {
  const end = hourPrefix(hourOf(endHour(period)));
  const after = hourPrefix(hourOf(lookBackFrom(period)));
  for await (const key of keysAfter(bucket, { prefix: trailPrefix, after })) {
    if (key >= end) return;
    yield key;
  }
}

/** Reads objects and keeps of each what a digest says about it, so that memory grows with their number only. */
export async function readArchived(keys: readonly string[], bucket: Bucket): Promise<Archived[]> {
  const last = lastEvents(keys);
  const read: Archived[] = [];
  for (let start = 0; start < keys.length; start += atOnce) {
    const some = keys.slice(start, start + atOnce);
    read.push(...(await Promise.all(some.map((key) => readOne(key, last.has(key), bucket)))));
  }
  return read;
}

async function readOne(key: string, isLast: boolean, bucket: Bucket): Promise<Archived> {
  const { bytes } = await readObject(key, bucket);
  const sha256 = sha256Of(bytes);
  return isLast ? { key, sha256, hash: hashIn(bytes) } : { key, sha256 };
}

/** Of each request the last event: only its hash can be the end of a chain. */
function lastEvents(keys: readonly string[]): ReadonlySet<string> {
  const last = new Map<string, { key: string; seq: number }>();
  for (const key of keys) {
    const place = parseArchiveKey(key);
    if (!place || place.alteration !== undefined) continue;
    const { requestId, seq } = place;
    if (seq >= (last.get(requestId)?.seq ?? 0)) last.set(requestId, { key, seq });
  }
  return new Set([...last.values()].map(({ key }) => key));
}

/** What an event says its hash is; undefined if it is no event any more. */
function hashIn(bytes: Uint8Array): string | undefined {
  try {
    return hashed.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data?.hash;
  } catch {
    return undefined;
  }
}

/** Lower-case hex SHA-256 of bytes. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An object's bytes and user metadata. */
export async function readObject(key: string, { s3, bucket }: Bucket) {
  const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
}
