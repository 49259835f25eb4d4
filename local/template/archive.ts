import * as z from 'zod';
import type { BucketDefinition } from '../doubles/s3/bucket.ts';
import type { Assembly } from './assembly.ts';
import { nameOf, resourceAttribute } from './identifiers.ts';

const bucketProperties = z.object({
  ObjectLockConfiguration: z
    .object({
      Rule: z.object({
        DefaultRetention: z.object({ Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), Days: z.coerce.number() }),
      }),
    })
    .optional(),
});

/** The stack's buckets, and the audit bucket of another account if the outputs name one: here it is an empty one. */
export function readBuckets(assembly: Assembly): BucketDefinition[] {
  const own = assembly.ofType('AWS::S3::Bucket').map((resource): BucketDefinition => {
    const { Mode: mode, Days: days } =
      assembly.read(bucketProperties, resource).ObjectLockConfiguration?.Rule.DefaultRetention ?? {};
    const name = assembly.resolve(z.string(), nameOf(resource), resource.logicalId);
    return { name, ...(mode !== undefined && days !== undefined && { retention: { mode, days } }) };
  });
  const named = assembly.outputs().AuditBucket;
  return named === undefined || own.some(({ name }) => name === named) ? own : [...own, { name: named }];
}

/** The ARNs of the stack's keys, and of the one in another account that the outputs name: here it is a key as well. */
export function readSigningKeys(assembly: Assembly): string[] {
  const own = assembly
    .ofType('AWS::KMS::Key')
    .map((resource) => assembly.resolve(z.string(), resourceAttribute(resource, 'Arn'), resource.logicalId));
  const named = assembly.outputs().AuditKeyArn;
  return [...new Set([...own, ...(named === undefined ? [] : [named])])];
}
