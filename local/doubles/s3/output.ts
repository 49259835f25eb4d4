import type { Bucket, Stored } from './bucket.ts';
import type { ObjectEntry } from './entry.ts';

/** An object's bytes in the way that the SDK's clients hand them out, as far as it is used. */
export class StoredBody {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  async transformToByteArray(): Promise<Uint8Array> {
    return this.bytes;
  }

  async transformToString(encoding: BufferEncoding = 'utf8'): Promise<string> {
    const { buffer, byteOffset, byteLength } = this.bytes;
    return Buffer.from(buffer, byteOffset, byteLength).toString(encoding);
  }
}

/** What HeadObject says of a version; its checksum for those who ask. */
export function headOutput(bucket: Bucket, entry: ObjectEntry, withChecksum: boolean): object {
  const retention = bucket.retentionOf(entry);
  return {
    AcceptRanges: 'bytes',
    ContentLength: entry.size,
    ContentType: entry.contentType,
    ETag: entry.etag,
    LastModified: new Date(entry.modified),
    Metadata: entry.metadata,
    VersionId: entry.version,
    ...(retention && {
      ObjectLockMode: retention.mode,
      ObjectLockRetainUntilDate: new Date(retention.until),
    }),
    ...(withChecksum && entry.checksum && checksumOutput(entry)),
  };
}

/** What PutObject and the checksum mode say of an object's checksum. */
export function checksumOutput({ checksum }: ObjectEntry): object {
  return checksum === undefined ? {} : { [checksum.name]: checksum.value, ChecksumType: 'FULL_OBJECT' };
}

/** An object in ListObjectsV2. */
export function listedObject({ key, modified, etag, size }: ObjectEntry): object {
  return { Key: key, LastModified: new Date(modified), ETag: etag, Size: size, StorageClass: 'STANDARD' };
}

/** A version or a delete marker in ListObjectVersions. */
export function listedVersion({ entry }: Stored, isLatest: boolean): object {
  const { key, version } = entry;
  const common = { Key: key, VersionId: version, IsLatest: isLatest, LastModified: new Date(entry.modified) };
  if (entry.kind === 'marker') return common;
  return { ...common, ETag: entry.etag, Size: entry.size, StorageClass: 'STANDARD' };
}
