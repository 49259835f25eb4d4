/** Headers that carry a member of an input, an output or both, by the member's name. */
export const headerOf: Readonly<Record<string, string>> = {
  IfNoneMatch: 'if-none-match',
  ContentType: 'content-type',
  ContentMD5: 'content-md5',
  ContentLength: 'content-length',
  AcceptRanges: 'accept-ranges',
  ETag: 'etag',
  LastModified: 'last-modified',
  BucketRegion: 'x-amz-bucket-region',
  VersionId: 'x-amz-version-id',
  DeleteMarker: 'x-amz-delete-marker',
  ChecksumMode: 'x-amz-checksum-mode',
  ChecksumType: 'x-amz-checksum-type',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ObjectLockMode: 'x-amz-object-lock-mode',
  ObjectLockRetainUntilDate: 'x-amz-object-lock-retain-until-date',
  BypassGovernanceRetention: 'x-amz-bypass-governance-retention',
};

/** Parameters of the query string that carry a member of an input. */
export const queryOf: Readonly<Record<string, string>> = {
  VersionId: 'versionId',
  Prefix: 'prefix',
  Delimiter: 'delimiter',
  MaxKeys: 'max-keys',
  StartAfter: 'start-after',
  ContinuationToken: 'continuation-token',
  KeyMarker: 'key-marker',
  VersionIdMarker: 'version-id-marker',
};

export const metadataPrefix = 'x-amz-meta-';

/** Headers that would change what an operation does, in ways that the double does not know. */
export const unknownHeaders = [
  'range',
  'if-match',
  'if-modified-since',
  'x-amz-copy-source',
  'x-amz-tagging',
];
