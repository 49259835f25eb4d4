import { S3Client } from '@aws-sdk/client-s3';
import { type Context, serve } from './serve.ts';

type ArchiveContext = Context<'archive-events', { s3: Pick<S3Client, 'send'> }>;

/** Archives records of the audit trail's stream. */
export async function archiveEvents(_event: unknown, _context: ArchiveContext) {
  return { batchItemFailures: [] };
}

export const handler = serve('archive-events', () => ({ s3: new S3Client() }), archiveEvents);
