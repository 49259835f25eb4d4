import { createHash } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { type DigestFile, digestFileSchema, signatureMetadata } from '../../../domain/audit/digest-file.ts';
import type { Client } from './client.ts';

const deployment = z.object({
  region: z.string(),
  endpoint: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  outputs: z.object({ ApiUrl: z.string(), AuditBucket: z.string(), AuditKeyArn: z.string() }),
});
const closed = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  period: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
  objects: z.int(),
  signature: z.base64(),
});

/** A digest as it lies in the bucket. */
export interface StoredDigest {
  digest: DigestFile;
  bytes: Uint8Array;
  signature: string;
}

/** Has what there is archived and signed now. */
export async function closeDigest(client: Client): Promise<z.infer<typeof closed>> {
  const { status, text } = await client.call('POST', '/_local/digest');
  if (status !== 200) throw new Error(`No digest: ${status} ${text}`);
  return closed.parse(JSON.parse(text));
}

/** The archive of a running stack, read as an auditor does: with the SDK's clients, from outside. */
export async function openArchive(client: Client) {
  const found = deployment.parse(JSON.parse((await client.call('GET', '/_local/deployment')).text));
  const { region, endpoint, credentials, outputs } = found;
  const s3 = new S3Client({ region, endpoint, credentials });
  const Bucket = outputs.AuditBucket;
  const get = async (Key: string) => {
    const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
  };
  return {
    ...{ s3, get, outputs, kms: new KMSClient({ region, endpoint, credentials }) },
    /** Every digest, oldest first. */
    digests: async (): Promise<StoredDigest[]> => {
      const found: StoredDigest[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: s3 },
        { Bucket, Prefix: 'digests/' },
      )) {
        for (const { Key = '' } of Contents) {
          const { bytes, metadata } = await get(Key);
          const digest = digestFileSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
          found.push({ digest, bytes, signature: metadata[signatureMetadata] ?? '' });
        }
      }
      return found;
    },
  };
}

/** A request's chain as the newest digest that covers it says. */
export function chainOf(digests: readonly StoredDigest[], requestId: string) {
  return digests
    .flatMap(({ digest }) => digest.chains)
    .filter((chain) => chain.requestId === requestId)
    .at(-1);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
