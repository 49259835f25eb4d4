import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { badDigest, invalidRequest, notImplemented } from './errors.ts';

/** A checksum that an object was stored with, by the member that names it: `ChecksumSHA256`. */
export interface Checksum {
  name: string;
  value: string;
}

const hashed = (algorithm: string) => (body: Uint8Array) =>
  createHash(algorithm).update(body).digest('base64');

/** What Node.js can compute; S3 knows CRC32C and CRC64NVME as well. */
const algorithms: Readonly<Record<string, (body: Uint8Array) => string>> = {
  ChecksumSHA256: hashed('sha256'),
  ChecksumSHA1: hashed('sha1'),
  ChecksumCRC32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
};

/** Every member that may hold a checksum. */
export const checksumNames = [...Object.keys(algorithms), 'ChecksumCRC32C', 'ChecksumCRC64NVME'];

/**
 * Checks the checksums that a body was sent with and returns the one to keep. Throws S3's errors for a wrong one, for
 * two, and for one that cannot be computed here.
 */
export function checkedChecksum(
  body: Uint8Array,
  input: Readonly<Record<string, unknown>>,
): Checksum | undefined {
  if (input.ContentMD5 !== undefined && input.ContentMD5 !== hashed('md5')(body))
    throw badDigest('Content-MD5');
  const [given, another] = checksumNames.filter((name) => input[name] !== undefined);
  if (given === undefined) return undefined;
  if (another !== undefined) throw invalidRequest('Expecting a single x-amz-checksum- header.');
  const compute = algorithms[given];
  if (compute === undefined) throw notImplemented(given);
  const value = compute(body);
  if (value !== input[given]) throw badDigest(given.replace('Checksum', ''));
  return { name: given, value };
}

/** An entity tag as S3 makes it for an object that was put in one piece. */
export function entityTag(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
