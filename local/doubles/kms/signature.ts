import { constants, createHash, type KeyObject, privateEncrypt, publicDecrypt } from 'node:crypto';
import { ModelledError } from '../modelled-error.ts';

/** DER of the DigestInfo that says "SHA-256 follows" (RFC 8017, 9.2, note 1). */
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const digestBytes = 32;
const padding = constants.RSA_PKCS1_PADDING;

export interface Message {
  Message: Uint8Array;
  MessageType: 'RAW' | 'DIGEST';
}

/** RSASSA_PKCS1_V1_5_SHA_256 of a message, or of a digest that was made before: the same bytes each time. */
export function signatureOf(privateKey: KeyObject, message: Message): Buffer {
  return privateEncrypt({ key: privateKey, padding }, digestInfo(message));
}

/** Whether a signature is one of a message. */
export function isSignature(publicKey: KeyObject, message: Message, signature: Uint8Array): boolean {
  const expected = digestInfo(message);
  try {
    return publicDecrypt({ key: publicKey, padding }, signature).equals(expected);
  } catch {
    return false;
  }
}

function digestInfo({ Message, MessageType }: Message): Buffer {
  const digest = MessageType === 'RAW' ? createHash('sha256').update(Message).digest() : Message;
  if (digest.length !== digestBytes) {
    const message = 'Digest is invalid length for algorithm RSASSA_PKCS1_V1_5_SHA_256.';
    throw new ModelledError('ValidationException', 400, message);
  }
  return Buffer.concat([sha256Info, digest]);
}
