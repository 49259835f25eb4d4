import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { archivedObject } from '../../domain/audit/archived-object.ts';
import { Coverage } from '../../domain/audit/coverage.ts';
import type { DigestFile } from '../../domain/audit/digest-file.ts';
import { type Archived, makeDigest, type WrittenDigest } from '../../domain/audit/make-digest.ts';
import { earlierDigestsFrom, type Period } from '../../domain/audit/periods.ts';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { emptyChain, link } from '../../domain/trail/chain.ts';
import type { Draft, TrailEvent } from '../../domain/trail/events.ts';
import { S3 } from '../../local/doubles/s3/s3.ts';
import { Desk } from './desk.ts';

export const bucketName = 'countersign-audit-111122223333-us-east-1';
export const signingKey = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-4333-8444-555555555555';
const place = {
  account: '111122223333',
  region: 'us-east-1',
  table: 'AuditTrail',
  bucket: bucketName,
  signingKey,
};

/** Two thousand bits are enough for a test, and made in a tenth of the time. */
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const ownKey = newKey();
export const strangersKey = newKey();

/** Drafts in a chain of a request. */
export function chainOf(requestId: string, drafts: readonly Draft[]): TrailEvent[] {
  const events: TrailEvent[] = [];
  for (const draft of drafts) {
    const last = events.at(-1);
    const head = last ? { length: last.seq, hash: last.hash } : emptyChain;
    events.push(link(draft, head, requestId, `${requestId}-${head.length + 1}`));
  }
  return events;
}

/** An audit bucket in memory, written to as the functions do, and as somebody with every right may. */
export class AuditBucket {
  readonly s3 = new S3Client({ region: 'us-east-1' });
  readonly digests: WrittenDigest[] = [];
  #pending: Archived[] = [];
  #key: KeyObject;
  #from: string;

  /** Digests begin at a time. */
  constructor(from: string, key = ownKey.privateKey) {
    this.#from = from;
    this.#key = key;
    let versions = 0;
    const sources = { clock: () => new Date(from), newId: () => `version-${++versions}` };
    const desk = new Desk({ s3: new S3({ buckets: [{ name: bucketName }], ...sources }) });
    this.s3.middlewareStack.add(
      (_next, { commandName }) =>
        ({ input }) =>
          desk.serve('s3', commandName, input),
      { step: 'initialize' },
    );
  }

  /** Archives an event that the table stored at a time, by default when it says that it happened. */
  async archive(event: TrailEvent, at = event.at): Promise<string> {
    const { requestId, seq } = event;
    const change = { id: `${requestId}-${seq}`, name: 'INSERT' as const, at, requestId, seq, before: null };
    return this.#archive({ ...change, after: { ...event } }, event.hash);
  }

  /** Archives what the stream tells of a row that somebody removed. */
  async archiveRemoval({ requestId, seq, ...event }: TrailEvent, at: string): Promise<string> {
    const before = { requestId, seq, ...event };
    return this.#archive({ id: 'record-1', name: 'REMOVE', at, requestId, seq, before, after: null });
  }

  /** Puts what is no event where events lie. */
  async archiveForeign(key: string): Promise<void> {
    await this.put(key, 'x');
    this.#pending.push({ key, sha256: sha256('x') });
  }

  async #archive(change: Parameters<typeof archivedObject>[0], hash?: string): Promise<string> {
    const { key, text } = archivedObject(change);
    await this.put(key, text);
    this.#pending.push({ key, sha256: sha256(text), hash });
    return key;
  }

  /** Closes a digest over all that was archived since the one before; `change` makes it say something else. */
  async close(to: string, change: (digest: DigestFile) => DigestFile = (digest) => digest): Promise<void> {
    const digest = change(
      makeDigest({
        place,
        period: { from: this.#from, to },
        closedAt: to,
        previous: this.digests.at(-1),
        objects: this.#pending,
        covered: this.#covered({ from: this.#from, to }),
      }),
    );
    await this.putDigest(digest);
    this.#pending = [];
    this.#from = to;
  }

  /** What the digests say that the next one is made from. */
  #covered(period: Period): Coverage {
    const covered = new Coverage();
    const oldest = earlierDigestsFrom(period);
    for (const { digest } of this.digests) if (digest.period.from >= oldest) covered.add(digest);
    return covered;
  }

  /** Signs a digest and puts it where it says that it is. */
  async putDigest(digest: DigestFile, key = this.#key): Promise<void> {
    const text = canonicalJson(digest);
    const signature = sign('sha256', Buffer.from(text), key).toString('base64');
    await this.put(digest.key, text, { signature });
    this.digests.push({ digest, sha256: sha256(text), signature });
  }

  /** Puts an object; what was there under its key stays as an older version. */
  async put(Key: string, Body: string, Metadata: Record<string, string> = {}): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body, Metadata }));
  }

  async textOf(Key: string): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: bucketName, Key }));
    return (await Body?.transformToString()) ?? '';
  }

  /** Puts a delete marker upon an object. */
  async hide(Key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key }));
  }

  /** Takes every version of an object away, as only those can whom Object Lock does not keep from it. */
  async destroy(Key: string): Promise<void> {
    const where = { Bucket: bucketName, Prefix: Key };
    const { Versions = [] } = await this.s3.send(new ListObjectVersionsCommand(where));
    for (const { VersionId } of Versions.filter((version) => version.Key === Key)) {
      await this.s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key, VersionId }));
    }
  }

  /** Puts something else in an object's place, without a trace. */
  async replace(key: string, text: string, metadata: Record<string, string> = {}): Promise<void> {
    await this.destroy(key);
    await this.put(key, text, metadata);
  }
}
