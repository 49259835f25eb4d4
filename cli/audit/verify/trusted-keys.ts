import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { SelfExplained } from '../../failure.ts';

/** A public key that cannot be used: not PEM, or not RSA. */
export class UnusableKey extends SelfExplained {
  override readonly name = 'UnusableKey';
}

/** A public key that digests may be signed with. */
export interface TrustedKey {
  key: KeyObject;
  /** Lower-case hex SHA-256 of the key's DER (SubjectPublicKeyInfo). */
  fingerprint: string;
}

/** A key from its DER (SubjectPublicKeyInfo), as KMS gives it. Throws UnusableKey. */
export function keyFromDer(der: Uint8Array): TrustedKey {
  return trusted(() => createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }));
}

const block = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;

/** All keys of a PEM file. Throws UnusableKey if there is none, or one is no RSA key. */
export function keysFromPem(pem: string): TrustedKey[] {
  const blocks = pem.match(block) ?? [];
  if (blocks.length === 0) throw new UnusableKey('There is no public key in PEM (BEGIN PUBLIC KEY).');
  return blocks.map((text) => trusted(() => createPublicKey(text)));
}

/** Keys as one PEM file. */
export function pemOf(keys: readonly TrustedKey[]): string {
  return keys.map(({ key }) => key.export({ format: 'pem', type: 'spki' }).toString()).join('');
}

/** The key that a signature over these bytes is of (RSASSA-PKCS1-v1_5 with SHA-256), if of any of them. */
export function signer(
  keys: readonly TrustedKey[],
  bytes: Buffer,
  signature: Buffer,
): TrustedKey | undefined {
  return keys.find(({ key }) => verify('sha256', bytes, key, signature));
}

function trusted(read: () => KeyObject): TrustedKey {
  const key = parsed(read);
  if (key.asymmetricKeyType !== 'rsa') throw new UnusableKey('Digests are signed with an RSA key.');
  const der = key.export({ format: 'der', type: 'spki' });
  return { key, fingerprint: createHash('sha256').update(der).digest('hex') };
}

function parsed(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    throw new UnusableKey('This is no public key in PEM or DER.', { cause: error });
  }
}
