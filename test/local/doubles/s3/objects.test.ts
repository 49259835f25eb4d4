import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { newS3 } from './double.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

test('an object is given back with its metadata, its type and its checksum', async () => {
  const { call, put, read } = newS3();
  const stored = await put('a/b', 'text', {
    Metadata: { Signature: 'c2ln' },
    ContentType: 'application/json',
    ChecksumSHA256: sha256('text'),
  });
  expect(stored).toMatchObject({
    ChecksumSHA256: sha256('text'),
    ETag: '"1cb251ec0d568de6a929b520c4aed8d1"',
  });
  expect(await read('a/b')).toBe('text');
  const head = await call('HeadObject', { Key: 'a/b', ChecksumMode: 'ENABLED' });
  expect(head).toMatchObject({
    ...{ ContentLength: 4, ContentType: 'application/json', Metadata: { signature: 'c2ln' } },
    ...{ ChecksumSHA256: sha256('text'), VersionId: stored.VersionId, ObjectLockMode: 'GOVERNANCE' },
    ...{
      LastModified: new Date('2026-11-22T12:00:00Z'),
      ObjectLockRetainUntilDate: new Date('2026-12-22T12:00:00Z'),
    },
  });
});

test('a checksum that does not match keeps the object from being stored', async () => {
  const { put, read } = newS3();
  const wrong = { ChecksumSHA256: sha256('other') };
  await expect(put('a', 'text', wrong)).rejects.toMatchObject({ name: 'BadDigest', httpStatus: 400 });
  await expect(put('a', 'text', { ContentMD5: 'AAAA' })).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(put('a', 'text', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(put('a', 'text', { ChecksumCRC32C: 'AAAAAA==' })).rejects.toMatchObject({
    name: 'NotImplemented',
  });
  await expect(read('a')).rejects.toMatchObject({ name: 'NoSuchKey', httpStatus: 404 });
});

test('a put on the condition that nothing is there succeeds once, and again after a delete marker', async () => {
  const { call, put, read } = newS3();
  const ifNew = { IfNoneMatch: '*' };
  const outcomes = await Promise.allSettled(['one', 'two', 'three'].map((text) => put('k', text, ifNew)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  await expect(put('k', 'four', ifNew)).rejects.toMatchObject({
    name: 'PreconditionFailed',
    httpStatus: 412,
  });
  expect(await read('k')).toBe('one');
  await call('DeleteObject', { Key: 'k' });
  await put('k', 'five', ifNew);
  expect(await read('k')).toBe('five');
});

test('an older version stays readable under what replaced or deleted it', async () => {
  const { call, put, read } = newS3();
  const { VersionId: first } = await put('k', 'one');
  await put('k', 'two');
  const marker = await call('DeleteObject', { Key: 'k' });
  expect(marker).toMatchObject({ DeleteMarker: true });
  await expect(read('k')).rejects.toMatchObject({ name: 'NoSuchKey', members: { DeleteMarker: true } });
  await expect(read('k', { VersionId: marker.VersionId })).rejects.toMatchObject({
    name: 'MethodNotAllowed',
  });
  await expect(read('k', { VersionId: 'none' })).rejects.toMatchObject({ name: 'NoSuchVersion' });
  expect(await read('k', { VersionId: first })).toBe('one');
  expect(await call('ListObjectVersions')).toMatchObject({
    Versions: [
      { Key: 'k', IsLatest: false, Size: 3 },
      { Key: 'k', VersionId: first, IsLatest: false },
    ],
    DeleteMarkers: [{ Key: 'k', VersionId: marker.VersionId, IsLatest: true }],
    IsTruncated: false,
  });
  await call('DeleteObject', { Key: 'k', VersionId: marker.VersionId });
  expect(await read('k')).toBe('two');
});

test('a locked version cannot be deleted before its time; governance can be bypassed, compliance cannot', async () => {
  const governance = newS3();
  const compliance = newS3({ bucket: { name: 'audit', retention: { mode: 'COMPLIANCE', days: 1 } } });
  const bypass = { BypassGovernanceRetention: true };
  for (const { call, put, time } of [governance, compliance]) {
    const { VersionId } = await put('k');
    const remove = (more: object = {}) => call('DeleteObject', { Key: 'k', VersionId, ...more });
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied', httpStatus: 403 });
    if (call === compliance.call) {
      await expect(remove(bypass)).rejects.toMatchObject({ name: 'AccessDenied' });
      time.now = new Date('2026-11-23T12:00:01Z');
    }
    await remove(bypass);
    expect(await call('ListObjectVersions')).toMatchObject({ Versions: [], DeleteMarkers: [] });
  }
});

test('a retention can be lengthened; shortening it is refused', async () => {
  const { call, put, time } = newS3();
  const { VersionId } = await put('k');
  const retain = (until: string, Mode = 'GOVERNANCE') =>
    call('PutObjectRetention', { Key: 'k', Retention: { Mode, RetainUntilDate: new Date(until) } });
  await expect(retain('2026-11-30T00:00:00Z')).rejects.toMatchObject({ name: 'AccessDenied' });
  await retain('2027-11-30T00:00:00Z', 'COMPLIANCE');
  time.now = new Date('2027-01-01T00:00:00Z');
  await expect(call('DeleteObject', { Key: 'k', VersionId })).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await call('HeadObject', { Key: 'k' })).toMatchObject({ ObjectLockMode: 'COMPLIANCE' });
});

test('many deletions at once say of each what became of it', async () => {
  const { call, put } = newS3();
  const { VersionId } = await put('a');
  const Objects = [{ Key: 'a', VersionId }, { Key: 'b' }];
  expect(await call('DeleteObjects', { Delete: { Objects } })).toMatchObject({
    Deleted: [{ Key: 'b', DeleteMarker: true }],
    Errors: [{ Key: 'a', VersionId, Code: 'AccessDenied' }],
  });
});

test('there is no bucket that the template does not declare', async () => {
  const { s3 } = newS3();
  const put = async () => s3.call('PutObject', { Bucket: 'other', Key: 'k' });
  await expect(put()).rejects.toMatchObject({ name: 'NoSuchBucket', httpStatus: 404 });
});
