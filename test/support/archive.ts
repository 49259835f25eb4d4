import { createHash, createPublicKey, type KeyObject, randomUUID, verify } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type DigestFile, digestFileSchema } from '../../domain/audit/digest-file.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { emptyChain, link } from '../../domain/trail/chain.ts';
import type { TrailEvent } from '../../domain/trail/events.ts';
import { archiveEvents } from '../../lambdas/archive-events.ts';
import { closeDigest } from '../../lambdas/close-digest.ts';
import { Kms } from '../../local/doubles/kms/kms.ts';
import { StoredBody } from '../../local/doubles/s3/output.ts';
import { S3 } from '../../local/doubles/s3/s3.ts';
import { Clock } from './clock.ts';
import { configurationWith } from './configuration.ts';
import { Crash, Desk } from './desk.ts';
import { Log } from './log.ts';
import { Measured } from './measured.ts';
import { submitted } from './trails.ts';

export const auditBucket = 'countersign-audit-111122223333-us-east-1';
const signingKey = 'arn:aws:kms:us-east-1:111122223333:key/audit';
/** One for all tests: making a key pair takes half a second. */
const kms = new Kms({ keys: [signingKey] });
const environment = {
  AWS_REGION: 'us-east-1',
  ACCOUNT_ID: '111122223333',
  AUDIT_TRAIL_TABLE: 'AuditTrail',
  AUDIT_BUCKET: auditBucket,
  AUDIT_KEY_ARN: signingKey,
};
const got = z.object({ Body: z.instanceof(StoredBody), Metadata: z.record(z.string(), z.string()) });
const listed = z.object({ Contents: z.array(z.object({ Key: z.string() })).default([]) });

export type StreamRecord = ReturnType<typeof recordOf>;

/** What the stream says when an event is stored. */
export function recordOf(event: TrailEvent, at: string, sequence = 1) {
  return {
    eventID: `record-${sequence}`,
    eventName: 'INSERT',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.parse(at) / 1000),
      SequenceNumber: String(sequence).padStart(21, '0'),
      Keys: marshall({ requestId: event.requestId, seq: event.seq }),
      NewImage: marshall({ ...event, detail: canonicalJson(event.detail) }, { removeUndefinedValues: true }),
    },
  };
}

/** The archive's two functions, its bucket and key, and a clock that a test moves. */
export class Archive {
  readonly clock = new Clock();
  readonly log = new Log();
  readonly metrics = new Measured();
  readonly desk: Desk;
  /** Ends the process at a call, counted from 0. */
  crash: { at: number; kind: 'crash-before' | 'crash-after' } | undefined;
  readonly #s3 = new S3({
    buckets: [{ name: auditBucket }],
    clock: () => new Date(this.clock.now()),
    newId: randomUUID,
  });
  readonly #context;
  readonly #heads = new Map<string, TrailEvent>();
  #sequence = 0;

  constructor() {
    this.desk = new Desk({ s3: this.#s3, kms });
    const s3 = new S3Client({ region: 'us-east-1' });
    s3.middlewareStack.add(
      (_next, { commandName }) =>
        ({ input }) =>
          this.#serve('s3', commandName, input),
      { step: 'initialize', priority: 'high' },
    );
    const kmsClient = new KMSClient({ region: 'us-east-1' });
    kmsClient.middlewareStack.add(
      (_next, { commandName }) =>
        ({ input }) =>
          this.#serve('kms', commandName, input),
      { step: 'initialize', priority: 'high' },
    );
    const configuration = configurationWith();
    this.#context = {
      clients: { s3, kms: kmsClient },
      ...{ environment, configuration, configurationHash: '', log: this.log, metrics: this.metrics },
      now: this.clock.now,
      newId: () => randomUUID(),
      sleep: async () => {},
      random: () => 0.5,
    };
  }

  /** Stores the next event of a request; returns what the stream says of it. */
  store(requestId: string): StreamRecord {
    const last = this.#heads.get(requestId);
    const head = last ? { length: last.seq, hash: last.hash } : emptyChain;
    const event = link({ ...submitted(), at: this.clock.now() }, head, requestId, randomUUID());
    this.#heads.set(requestId, event);
    this.#sequence += 1;
    return recordOf(event, this.clock.now(), this.#sequence);
  }

  /** The last event of each request. */
  get heads(): ReadonlyMap<string, TrailEvent> {
    return this.#heads;
  }

  deliver(...Records: unknown[]) {
    return this.desk.invoke(() => archiveEvents({ Records }, this.#context));
  }

  close(event: { now?: boolean } = {}) {
    return this.desk.invoke(() => closeDigest(event, this.#context));
  }

  /** Does something again until no crash interrupts it. */
  async insistently<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      return this.insistently(act);
    }
  }

  async keys(Prefix: string): Promise<string[]> {
    const output = await this.#s3.call('ListObjectsV2', { Bucket: auditBucket, Prefix });
    return listed.parse(output).Contents.map(({ Key }) => Key);
  }

  async read(Key: string) {
    const { Body, Metadata } = got.parse(await this.#s3.call('GetObject', { Bucket: auditBucket, Key }));
    return { bytes: Body.bytes, text: await Body.transformToString(), metadata: Metadata };
  }

  /** Puts what Countersign did not write. */
  async put(Key: string, text: string): Promise<void> {
    await this.#s3.call('PutObject', { Bucket: auditBucket, Key, Body: Buffer.from(text) });
  }

  /** The text of everything archived, by key. */
  async archived(): Promise<Record<string, string>> {
    const entries = (await this.keys('trail/')).map(async (key) => [key, (await this.read(key)).text]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** All digests, oldest first, after a look at what each says about itself and the one before. Throws if it is wrong. */
  async digests(): Promise<DigestFile[]> {
    const publicKey = await publicKeyOfKms();
    const digests: DigestFile[] = [];
    let previous: unknown = null;
    for (const key of await this.keys('digests/')) {
      const { bytes, text, metadata } = await this.read(key);
      const digest = digestFileSchema.parse(JSON.parse(text));
      const signature = Buffer.from(metadata.signature ?? '', 'base64');
      const isSound =
        verify('sha256', bytes, publicKey, signature) &&
        text === canonicalJson(digest) &&
        digest.key === key &&
        canonicalJson(digest.previous) === canonicalJson(previous) &&
        digest.period.from === (digests.at(-1)?.period.to ?? digest.period.from);
      if (!isSound) throw new Error(`${key} is not what it says: ${text}`);
      previous = { key, sha256: sha256(bytes), signature: metadata.signature };
      digests.push(digest);
    }
    return digests;
  }

  #serve(service: string, commandName: string | undefined, input: object) {
    const operation = `${service}:${(commandName ?? '').replace(/Command$/, '')}`;
    if (this.crash?.at === this.desk.sent.length) {
      this.desk.fail(operation, this.crash.kind);
      this.crash = undefined;
    }
    return this.desk.serve(service, commandName, input);
  }
}

async function publicKeyOfKms(): Promise<KeyObject> {
  const output = await kms.call('GetPublicKey', { KeyId: signingKey });
  const { PublicKey } = z.object({ PublicKey: z.instanceof(Uint8Array) }).parse(output);
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
