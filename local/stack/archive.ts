import * as z from 'zod';
import { digestPrefix } from '../../domain/audit/archive-keys.ts';
import { signatureMetadata } from '../../domain/audit/digest-file.ts';
import { StoredBody } from '../doubles/s3/output.ts';
import type { S3 } from '../doubles/s3/s3.ts';
import type { InvocationResult } from '../functions/messages.ts';
import { arnOfHandler } from '../template/functions.ts';
import type { Template } from '../template/template.ts';
import { EventSourceMapping } from '../triggers/event-source.ts';
import type { StreamedSource } from '../triggers/streamed-sources.ts';

export interface ArchiveOptions {
  /** Functions with the streams that they are given. */
  sources: readonly StreamedSource[];
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  template: Pick<Template, 'functions' | 'outputs'>;
  s3: S3;
}

/** The newest digest, as `POST /_local/digest` shows it. */
export interface ClosedDigest {
  bucket: string;
  key: string;
  period: { from: string; to: string };
  /** How many objects it covers. */
  objects: number;
  signature: string;
}

/** No digest could be made; the message says why. */
export class DigestFailed extends Error {
  override readonly name = 'DigestFailed';
}

const page = z.object({
  Contents: z.array(z.object({ Key: z.string() })).default([]),
  NextContinuationToken: z.string().optional(),
});
const stored = z.object({
  Body: z.instanceof(StoredBody),
  Metadata: z.record(z.string(), z.string()),
});
const digest = z.object({
  period: z.object({ from: z.string(), to: z.string() }),
  objects: z.array(z.unknown()),
});

/** Delivers the tables' streams, and closes digests of what was archived of them. */
export class Archive {
  readonly #options: ArchiveOptions;
  readonly #bucket: string;
  readonly #mappings: readonly { mapping: EventSourceMapping; functionArn: string }[];

  constructor(options: ArchiveOptions) {
    this.#options = options;
    const { invoke, template } = options;
    this.#bucket = template.outputs.AuditBucket ?? '';
    this.#mappings = options.sources.map(({ source, stream }) => ({
      mapping: new EventSourceMapping({ source, stream, invoke }),
      functionArn: source.functionArn,
    }));
  }

  /** Archives everything there is and closes the period now. Throws `DeliveryFailed` and `DigestFailed`. */
  async closeDigest(): Promise<ClosedDigest> {
    const { invoke, template } = this.#options;
    const archiveEvents = arnOfHandler(template.functions, 'archive-events');
    for (const { mapping, functionArn } of this.#mappings) {
      if (functionArn === archiveEvents) await mapping.drain();
    }
    const result = await invoke(arnOfHandler(template.functions, 'close-digest'), { now: true });
    if (!result.ok) {
      throw new DigestFailed(`No digest: ${result.error.errorType}: ${result.error.errorMessage}`);
    }
    return this.#newest();
  }

  /** Leaves what is not delivered to the next process, if it is kept; resolves when nothing is under way. */
  async close(): Promise<void> {
    await Promise.all(this.#mappings.map(({ mapping }) => mapping.close()));
  }

  async #newest(): Promise<ClosedDigest> {
    const { s3 } = this.#options;
    const bucket = this.#bucket;
    const key = await this.#newestKey();
    const { Body, Metadata } = stored.parse(await s3.call('GetObject', { Bucket: bucket, Key: key }));
    const { period, objects } = digest.parse(JSON.parse(await Body.transformToString()));
    return { bucket, key, period, objects: objects.length, signature: Metadata[signatureMetadata] ?? '' };
  }

  /** The last of all keys, since they sort by time. */
  async #newestKey(ContinuationToken?: string): Promise<string> {
    const input = { Bucket: this.#bucket, Prefix: digestPrefix, ContinuationToken };
    const { Contents, NextContinuationToken } = page.parse(
      await this.#options.s3.call('ListObjectsV2', input),
    );
    if (NextContinuationToken !== undefined) return this.#newestKey(NextContinuationToken);
    const newest = Contents.at(-1);
    if (newest === undefined) throw new DigestFailed('No digest: the function wrote none.');
    return newest.Key;
  }
}
