import { createHash, createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand, VerifyCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { keyArn, startDoubles } from '../aws-clients.ts';

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterEach(() => local.faults.clear());
afterAll(() => local.stop());

const Bucket = 'audit';
const put = (Key: string, Body: string | Uint8Array = Key, more: object = {}) =>
  local.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Key: string) => {
  const { Body } = await local.s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

describe('S3 over the wire', () => {
  test('an object comes back byte by byte, with what was said of it', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const Key = 'trail/20261122T05Z/ä + %2F&<r>/1.json';
    const more = { IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256', Metadata: { signature: 'c2ln' } };
    const { VersionId, ETag, ChecksumSHA256 } = await put(Key, bytes, more);
    const got = await local.s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(await got.Body?.transformToByteArray()).toEqual(bytes);
    expect(got).toMatchObject({
      VersionId,
      ETag,
      ChecksumSHA256,
      Metadata: { signature: 'c2ln' },
      ContentLength: 256,
    });
    const head = await local.s3.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
    expect(head).toMatchObject({
      ContentLength: 256,
      ObjectLockMode: 'GOVERNANCE',
      Metadata: { signature: 'c2ln' },
    });
    expect(head.LastModified).toBeInstanceOf(Date);
    expect(head.ObjectLockRetainUntilDate?.getTime()).toBeGreaterThan(Date.now());
    const { Contents = [] } = await local.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'trail/' }));
    expect(Contents).toEqual([expect.objectContaining({ Key, Size: 256, ETag })]);
  });

  test('errors have the names, the statuses and the spelling of S3', async () => {
    await put('once', 'a');
    const again = put('once', 'b', { IfNoneMatch: '*' });
    await expect(again).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await expect(read('nowhere')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
    const head = local.s3.send(new HeadObjectCommand({ Bucket, Key: 'nowhere' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound', $metadata: { httpStatusCode: 404 } });
    const other = local.s3.send(new ListObjectsV2Command({ Bucket: 'other' }));
    await expect(other).rejects.toMatchObject({ name: 'NoSuchBucket' });
    const range = local.s3.send(new GetObjectCommand({ Bucket, Key: 'once', Range: 'bytes=0-0' }));
    await expect(range).rejects.toMatchObject({ name: 'NotImplemented' });
    expect(await local.s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketRegion: 'us-east-1',
    });
  });

  test('lists go on from page to page', async () => {
    for (const number of [1, 2, 3, 4, 5]) await put(`page/${number}`);
    const pages = paginateListObjectsV2(
      { client: local.s3, pageSize: 2 },
      { Bucket, Prefix: 'page/', StartAfter: 'page/1' },
    );
    const found: unknown[] = [];
    for await (const { Contents = [], KeyCount } of pages)
      found.push([KeyCount, ...Contents.map(({ Key }) => Key)]);
    expect(found).toEqual([
      [2, 'page/2', 'page/3'],
      [2, 'page/4', 'page/5'],
    ]);
    const { CommonPrefixes } = await local.s3.send(
      new ListObjectsV2Command({ Bucket, Delimiter: '/', Prefix: 'pa' }),
    );
    expect(CommonPrefixes).toEqual([{ Prefix: 'page/' }]);
  });

  test('a version under lock stays; a deletion only hides it', async () => {
    const { VersionId } = await put('locked');
    const version = local.s3.send(new DeleteObjectCommand({ Bucket, Key: 'locked', VersionId }));
    await expect(version).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    const Delete = { Objects: [{ Key: 'locked' }, { Key: 'locked', VersionId }] };
    const { Deleted, Errors } = await local.s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect([Deleted, Errors]).toMatchObject([
      [{ Key: 'locked', DeleteMarker: true }],
      [{ Code: 'AccessDenied', VersionId }],
    ]);
    const shorter = { Mode: 'GOVERNANCE' as const, RetainUntilDate: new Date() };
    const retain = new PutObjectRetentionCommand({ Bucket, Key: 'locked', VersionId, Retention: shorter });
    await expect(local.s3.send(retain)).rejects.toMatchObject({ name: 'AccessDenied' });
    const list = await local.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'locked' }));
    expect(list.Versions).toEqual([expect.objectContaining({ VersionId, IsLatest: false })]);
    expect(list.DeleteMarkers).toEqual([expect.objectContaining({ Key: 'locked', IsLatest: true })]);
    await expect(read('locked')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('faults hit it as they hit the others', async () => {
    local.faults.add({ service: 's3', operation: 'PutObject', fault: 'error:SlowDown' });
    await expect(put('slow')).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
    local.faults.add({ service: 's3', operation: 'PutObject', fault: 'drop-response' });
    await expect(put('dropped')).rejects.toThrow();
    expect(await read('dropped')).toBe('dropped');
    expect(local.meter.report().awsCalls['s3:PutObject']).toBeGreaterThan(2);
  });
});

test('KMS signs digests with a key whose public half it gives to everybody', async () => {
  const message = Buffer.from('a digest file');
  const Message = createHash('sha256').update(message).digest();
  const input = {
    KeyId: keyArn,
    Message,
    MessageType: 'DIGEST',
    SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  } as const;
  const { Signature = new Uint8Array(), KeyId } = await local.kms.send(new SignCommand(input));
  const { PublicKey = new Uint8Array(), KeySpec } = await local.kms.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  expect([KeyId, KeySpec, verify('sha256', message, key, Signature)]).toEqual([keyArn, 'RSA_3072', true]);
  const { SignatureValid } = await local.kms.send(new VerifyCommand({ ...input, Signature }));
  expect(SignatureValid).toBe(true);
  const wrong = local.kms.send(new VerifyCommand({ ...input, Signature: Signature.slice().reverse() }));
  await expect(wrong).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
});
