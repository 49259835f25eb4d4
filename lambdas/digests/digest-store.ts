import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import { digestKey, digestPrefix } from '../../domain/audit/archive-keys.ts';
import {
  type DigestFile,
  digestFileSchema,
  signatureMetadata,
  signingAlgorithm,
} from '../../domain/audit/digest-file.ts';
import type { WrittenDigest } from '../../domain/audit/make-digest.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { writeOnce } from '../archive/write-once.ts';
import { keysAfter, readObject, sha256Of } from './archived-objects.ts';

/** There is something under a digest's key that is none, or lies there without its signature. */
export class UnreadableDigest extends Error {
  override readonly name = 'UnreadableDigest';
}

interface Access {
  clients: { s3: Pick<S3Client, 'send'>; kms: Pick<KMSClient, 'send'> };
  environment: { AUDIT_BUCKET: string; AUDIT_KEY_ARN: string };
}

const day = 86_400_000;
/** S3 lists in ascending order only: the newest digest is looked for among the last two days', 60 days', all. */
const searches = [2 * day, 60 * day, undefined];

/** The digests in the audit bucket. */
export function digestStore({ clients, environment }: Access) {
  const bucket = { s3: clients.s3, bucket: environment.AUDIT_BUCKET };
  const digestsAfter = (after?: string) => keysAfter(bucket, { prefix: digestPrefix, after });

  /** Reads a digest and the signature beside it. Throws UnreadableDigest. */
  async function read(key: string): Promise<WrittenDigest> {
    const { bytes, metadata } = await readObject(key, bucket);
    const digest = digestIn(bytes);
    const signature = metadata[signatureMetadata];
    if (!digest || !signature) throw new UnreadableDigest(`${key} is not a digest with its signature`);
    return { digest, sha256: sha256Of(bytes), signature };
  }

  /** The newest digest at a moment; undefined if there is none at all. */
  async function newest(now: string): Promise<WrittenDigest | undefined> {
    for (const back of searches) {
      const after =
        back === undefined ? undefined : digestKey(new Date(Date.parse(now) - back).toISOString());
      let last: string | undefined;
      for await (const key of digestsAfter(after)) last = key;
      if (last !== undefined) return read(last);
    }
    return undefined;
  }

  /** The digests of the periods that began after a time, oldest first, one at a time. */
  async function* since(time: string): AsyncGenerator<WrittenDigest> {
    for await (const key of digestsAfter(digestKey(time))) yield read(key);
  }

  /**
   * Signs a digest and writes it, with its signature, in one call: there is never the one without the other. If
   * somebody else followed the same digest first, theirs counts: it is read instead.
   */
  async function write(digest: DigestFile): Promise<{ written: WrittenDigest; isOurs: boolean }> {
    const { key } = digest;
    const text = canonicalJson(digest);
    const sha256 = sha256Of(Buffer.from(text, 'utf8'));
    const signature = await sign(sha256);
    const metadata = { [signatureMetadata]: signature };
    const isOurs = await writeOnce(clients.s3, { bucket: environment.AUDIT_BUCKET, key, text, metadata });
    return { written: isOurs ? { digest, sha256, signature } : await read(key), isOurs };
  }

  async function sign(sha256: string): Promise<string> {
    const { Signature } = await clients.kms.send(
      new SignCommand({
        KeyId: environment.AUDIT_KEY_ARN,
        Message: Buffer.from(sha256, 'hex'),
        MessageType: 'DIGEST',
        SigningAlgorithm: signingAlgorithm,
      }),
    );
    if (!Signature) throw new Error('KMS answered without a signature');
    return Buffer.from(Signature).toString('base64');
  }

  return { newest, since, write };
}

function digestIn(bytes: Uint8Array): DigestFile | undefined {
  try {
    return digestFileSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
