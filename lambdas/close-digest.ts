import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { type Context, serve } from './serve.ts';

interface Clients {
  s3: Pick<S3Client, 'send'>;
  kms: Pick<KMSClient, 'send'>;
}

/** Signs what was archived. */
export async function closeDigest(_event: unknown, _context: Context<'close-digest', Clients>) {
  return { digests: [] };
}

export const handler = serve(
  'close-digest',
  () => ({ s3: new S3Client(), kms: new KMSClient() }),
  closeDigest,
);
