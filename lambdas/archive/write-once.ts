import { createHash } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

interface Once {
  bucket: string;
  key: string;
  text: string;
  metadata?: Record<string, string>;
}

/**
 * Writes an object unless there is one under its key. Returns whether it was written: false may also mean that our own
 * answer was lost and the client sent it again. S3 checks the SHA-256 on arrival.
 */
export async function writeOnce(
  s3: Pick<S3Client, 'send'>,
  { bucket, key, text, metadata }: Once,
): Promise<boolean> {
  const bytes = Buffer.from(text, 'utf8');
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentType: 'application/json',
    ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    IfNoneMatch: '*',
    ...(metadata && { Metadata: metadata }),
  });
  try {
    await s3.send(command);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'PreconditionFailed') return false;
    throw error;
  }
}
