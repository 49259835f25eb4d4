import { randomUUID } from 'node:crypto';
import type { BucketDefinition } from '../../../../local/doubles/s3/bucket.ts';
import { RecordFile } from '../../../../local/doubles/s3/record-file.ts';
import { S3 } from '../../../../local/doubles/s3/s3.ts';

export const Bucket = 'audit';
const governed: BucketDefinition = { name: Bucket, retention: { mode: 'GOVERNANCE', days: 30 } };

/** An S3 with one bucket whose versions are locked, at a time that a test moves; in a file if one is named. */
export function newS3({ bucket = governed, path }: { bucket?: BucketDefinition; path?: string } = {}) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const records = path === undefined ? undefined : new RecordFile(path);
  const sources = { clock: () => time.now, newId: () => randomUUID() };
  const s3 = new S3({ ...sources, buckets: [bucket], records });
  const call = async (operation: string, input: object = {}): Promise<Record<string, unknown>> => ({
    ...(await s3.call(operation, { Bucket, ...input })),
  });
  const put = (Key: string, Body = Key, more: object = {}) => call('PutObject', { Key, Body, ...more });
  const read = async (Key: string, more: object = {}) => {
    const { Body } = await call('GetObject', { Key, ...more });
    const bytes = typeof Body === 'object' && Body !== null && 'bytes' in Body ? Body.bytes : undefined;
    return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : undefined;
  };
  return { s3, time, call, put, read, close: () => records?.close() };
}
