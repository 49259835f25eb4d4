import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Remember } from '../journal.ts';

const modulusLength = 3072;
const kept = z.object({
  kmsKeys: z.array(z.object({ arn: z.string(), privateKey: z.string() })).default([]),
});

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * The key pair that was kept for a KMS key, or a new one, which is then kept. A new one takes half a second of another
 * thread.
 */
export async function keyPairOf(arn: string, state: unknown, remember: Remember): Promise<KeyPair> {
  const found = kept.parse(state ?? {}).kmsKeys.find((key) => key.arn === arn);
  if (found !== undefined) return pairOf(createPrivateKey(found.privateKey));
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  remember('kmsKeys', arn, { arn, privateKey: pem });
  return pairOf(privateKey);
}

function pairOf(privateKey: KeyObject): KeyPair {
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
