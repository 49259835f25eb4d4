import * as z from 'zod';

const retention = z.object({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), until: z.string() });
/** How long a version may not be deleted, and whether somebody may overrule that. */
export type Retention = z.output<typeof retention>;

const place = { bucket: z.string(), key: z.string(), version: z.string() };

const objectEntry = z.object({
  kind: z.literal('object'),
  ...place,
  modified: z.string(),
  size: z.number(),
  etag: z.string(),
  contentType: z.string(),
  metadata: z.record(z.string(), z.string()),
  checksum: z.object({ name: z.string(), value: z.string() }).optional(),
  retention: retention.optional(),
});
const markerEntry = z.object({ kind: z.literal('marker'), ...place, modified: z.string() });
const retentionEntry = z.object({ kind: z.literal('retention'), ...place, retention });
const deletionEntry = z.object({ kind: z.literal('deletion'), ...place });

/**
 * Everything that happens to a bucket, as it is written down, dates in ISO 8601: a new version, a delete marker, a new
 * retention, a version that is gone for good.
 */
const entry = z.discriminatedUnion('kind', [objectEntry, markerEntry, retentionEntry, deletionEntry]);
export type Entry = z.output<typeof entry>;
/** An object's version, without its bytes. */
export type ObjectEntry = z.output<typeof objectEntry>;
export type MarkerEntry = z.output<typeof markerEntry>;

/** One record: the entry as a line of JSON, then the object's bytes, then a line feed. */
export function encodeEntry(written: Entry, body: Uint8Array): { record: Buffer; lineLength: number } {
  const line = Buffer.from(`${JSON.stringify(written)}\n`);
  return { record: Buffer.concat([line, body, lineFeed]), lineLength: line.length };
}

/** Reads the line of a record that this process wrote, or has read before: checking 600,000 again takes seconds. */
export function readEntry(line: Uint8Array): Entry {
  const written: Entry = JSON.parse(textOf(line));
  return written;
}

/** Reads and checks the line of a record. */
export function decodeEntry(line: Uint8Array): Entry {
  return entry.parse(JSON.parse(textOf(line)));
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** How many bytes follow the line of a record, the last line feed included. */
export function restLength(written: Entry): number {
  return (written.kind === 'object' ? written.size : 0) + lineFeed.length;
}

const lineFeed = Buffer.from('\n');
