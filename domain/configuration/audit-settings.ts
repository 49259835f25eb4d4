import * as z from 'zod';
import { partitionPattern } from '../aws/partitions.ts';
import { textLike } from '../text/text-like.ts';

const missing =
  "choose objectLock: { mode: 'governance' | 'compliance', days }, or { bucket, key } of another account; " +
  'there is no default, since nobody can undo compliance mode';
const sayWhatToChoose = ({ input }: { input?: unknown }) => (input === undefined ? missing : undefined);

/** S3's own limit: 100 years (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html). */
const maxDays = 36_500;

const ownBucket = z.strictObject(
  {
    objectLock: z.strictObject(
      {
        mode: z.enum(['governance', 'compliance'], "write 'governance' or 'compliance'; there is no default"),
        days: z
          .int('write a number of whole days; there is no default')
          .min(1, 'write at least 1 day')
          .max(maxDays, 'write at most 36500: S3 locks for 100 years at most'),
      },
      { error: sayWhatToChoose },
    ),
  },
  { error: sayWhatToChoose },
);

const foreignBucket = z.strictObject({
  /** A bucket with Object Lock and a default retention, in another account and the same region. */
  bucket: textLike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'),
  /** An asymmetric signing key (RSA_3072) of that account, in the same region. */
  key: textLike(
    new RegExp(`^arn:${partitionPattern}:kms:[\\w-]+:\\d{12}:key/[\\w-]+$`),
    'the ARN of a KMS key',
  ),
});

/** Where the trail is archived: in a bucket of the stack's own, or in one that is out of its account's reach. */
export const auditSchema = z.union([ownBucket, foreignBucket], missing);
export type AuditSettings = z.output<typeof auditSchema>;
