import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { Kms } from '../../../local/doubles/kms/kms.ts';

const arn = 'arn:aws:kms:us-east-1:111122223333:key/DigestKey';
const message = Buffer.from('{"period":1}');
const digest = createHash('sha256').update(message).digest();
const SigningAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';

const kept: unknown[] = [];
const kms = new Kms({ keys: [arn], remember: (_collection, _key, record) => kept.push(record) });
let publicKey: Uint8Array;
beforeAll(async () => {
  publicKey = bytes(await kms.call('GetPublicKey', { KeyId: arn }), 'PublicKey');
});

function bytes(output: object, member: string): Uint8Array {
  const value: unknown = Reflect.get(output, member);
  if (!(value instanceof Uint8Array)) throw new TypeError(`${member} is not bytes.`);
  return value;
}
const sign = async (Message: Uint8Array, MessageType: string, by = kms) =>
  bytes(await by.call('Sign', { KeyId: arn, Message, MessageType, SigningAlgorithm }), 'Signature');

test('a signature of a message and of its digest are the same, and anybody can verify it', async () => {
  const signature = await sign(digest, 'DIGEST');
  expect(signature).toHaveLength(384);
  expect(await sign(message, 'RAW')).toEqual(signature);
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', message, key, signature)).toBe(true);
  const input = { KeyId: 'DigestKey', Message: digest, MessageType: 'DIGEST', SigningAlgorithm };
  expect(await kms.call('Verify', { ...input, Signature: signature })).toMatchObject({
    SignatureValid: true,
  });
  const other = { ...input, Message: Buffer.alloc(32), Signature: signature };
  await expect(kms.call('Verify', other)).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
});

test('the key pair is the same after a restart', async () => {
  const again = new Kms({ keys: [arn], state: { kmsKeys: kept } });
  expect(await sign(digest, 'DIGEST', again)).toEqual(await sign(digest, 'DIGEST'));
});

test.each([
  [{ KeyId: 'other' }, 'NotFoundException'],
  [{ Message: Buffer.alloc(31) }, 'ValidationException'],
  [{ Message: Buffer.alloc(0) }, 'ValidationException'],
  [{ SigningAlgorithm: 'ECDSA_SHA_256' }, 'ValidationException'],
  [{ SigningAlgorithm: 'RSASSA_PSS_SHA_256' }, 'UnsupportedOperationException'],
])('signing with %j is refused', async (changed, name) => {
  const input = { KeyId: arn, Message: digest, MessageType: 'DIGEST', SigningAlgorithm, ...changed };
  const call = async () => kms.call('Sign', input);
  await expect(call()).rejects.toMatchObject({ name, httpStatus: 400 });
});
