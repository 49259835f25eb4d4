import type * as z from 'zod';
import { type Double, dispatch, type Operations, region, type Sources } from '../double.ts';
import { Bucket, type BucketDefinition, type Stored } from './bucket.ts';
import { checkedChecksum, entityTag } from './checksums.ts';
import { deleteVersion, deleteVersions, type Moment } from './deletion.ts';
import type { ObjectEntry } from './entry.ts';
import { isDeleteMarker, noSuchBucket, noSuchKey, noSuchVersion, preconditionFailed } from './errors.ts';
import { objectsPage, versionsPage } from './lists.ts';
import { retain, retentionFor } from './object-lock.ts';
import { checksumOutput, headOutput, StoredBody } from './output.ts';
import * as parameters from './parameters.ts';
import type { RecordFile } from './record-file.ts';
import { MemoryRecords } from './record-store.ts';

const { parse } = parameters;
type InBucket = z.ZodType<{ Bucket: string }>;

/** Versioned buckets with Object Lock, which exist from the start. Operations are done at once: no two interleave. */
export class S3 implements Double {
  readonly #sources: Sources;
  readonly #buckets: ReadonlyMap<string, Bucket>;
  readonly #operations: Operations = {
    HeadBucket: this.#in(parameters.inBucket, () => ({ BucketRegion: region })),
    PutObject: this.#in(parameters.putObject, (bucket, input) => this.#put(bucket, input)),
    GetObject: this.#in(parameters.getObject, get),
    HeadObject: this.#in(parameters.getObject, head),
    DeleteObject: this.#in(parameters.deleteObject, (bucket, input) =>
      deleteVersion(bucket, input, this.#moment()),
    ),
    DeleteObjects: this.#in(parameters.deleteObjects, (bucket, input) =>
      deleteVersions(bucket, input, this.#moment()),
    ),
    PutObjectRetention: this.#in(parameters.putRetention, (bucket, input) => {
      retain(bucket, objectIn(bucket, input), { input, now: this.#sources.clock() });
      return {};
    }),
    ListObjectsV2: this.#in(parameters.listObjects, objectsPage),
    ListObjectVersions: this.#in(parameters.listVersions, versionsPage),
  };

  /** Keeps objects in memory, or in `records`, beginning with what those hold already. */
  constructor({
    buckets,
    records,
    ...sources
  }: Sources & { buckets: readonly BucketDefinition[]; records?: RecordFile | undefined }) {
    this.#sources = sources;
    const store = records ?? new MemoryRecords();
    this.#buckets = new Map(buckets.map((bucket) => [bucket.name, new Bucket(bucket, store)]));
    for (const kept of records?.entries() ?? []) this.#buckets.get(kept.entry.bucket)?.apply(kept);
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** An operation on a bucket: its input is parsed, the bucket found. */
  #in<Schema extends InBucket>(
    schema: Schema,
    run: (bucket: Bucket, input: z.output<Schema>) => object,
  ): (input: object) => object {
    return (input) => {
      const parsed = parse(schema, input);
      const bucket = this.#buckets.get(parsed.Bucket);
      if (bucket === undefined) throw noSuchBucket(parsed.Bucket);
      return run(bucket, parsed);
    };
  }

  #put(bucket: Bucket, { Body: body, ...input }: z.output<typeof parameters.putObject>): object {
    const checksum = checkedChecksum(body, input);
    if (input.IfNoneMatch === '*' && bucket.holds(input.Key)) {
      throw preconditionFailed('If-None-Match');
    }
    const { now, newVersion } = this.#moment();
    const retention = retentionFor(bucket.definition, input, now);
    const entry: ObjectEntry = {
      ...{ kind: 'object', bucket: input.Bucket, key: input.Key, version: newVersion() },
      ...{ modified: now.toISOString(), size: body.length, etag: entityTag(body) },
      ...{ contentType: input.ContentType, metadata: input.Metadata },
      ...(checksum && { checksum }),
      ...(retention && { retention }),
    };
    bucket.write(entry, body);
    return { ETag: entry.etag, VersionId: entry.version, ...checksumOutput(entry) };
  }

  #moment(): Moment {
    const { clock, newId } = this.#sources;
    return { now: clock(), newVersion: () => newId().replaceAll('-', '') };
  }
}

function get(bucket: Bucket, input: z.output<typeof parameters.getObject>): object {
  const stored = objectIn(bucket, input);
  return { ...head(bucket, input), Body: new StoredBody(bucket.body(stored)) };
}

function head(bucket: Bucket, input: z.output<typeof parameters.getObject>): object {
  return headOutput(bucket, objectIn(bucket, input).entry, input.ChecksumMode === 'ENABLED');
}

/** The newest version, or the one that is asked for. Throws S3's errors for what is not there or deleted. */
function objectIn(
  bucket: Bucket,
  { Key, VersionId }: { Key: string; VersionId?: string | undefined },
): Stored<ObjectEntry> {
  const stored = VersionId === undefined ? bucket.latest(Key) : bucket.version(Key, VersionId);
  if (stored?.entry.kind === 'object') return { ...stored, entry: stored.entry };
  if (VersionId === undefined) throw noSuchKey(Key, stored !== undefined);
  throw stored === undefined ? noSuchVersion(Key, VersionId) : isDeleteMarker();
}
