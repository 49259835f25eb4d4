import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { resourceAttribute } from './identifiers.ts';
import { policyDocument, type Statement } from './statements.ts';

const table = z.object({
  ResourcePolicy: z.object({ PolicyDocument: policyDocument }).optional(),
});
const bucketPolicy = z.object({ PolicyDocument: policyDocument });
const key = z.object({ KeyPolicy: policyDocument });

/**
 * What resources themselves deny: the statements of the policies of tables, buckets and keys. What they allow is not
 * read, since every function of this stack is granted what it does by its own role as well.
 */
export function readResourceDenials(assembly: Assembly): Statement[] {
  const tables = assembly
    .ofType('AWS::DynamoDB::Table')
    .flatMap((resource) => assembly.read(table, resource).ResourcePolicy?.PolicyDocument ?? []);
  const buckets = assembly
    .ofType('AWS::S3::BucketPolicy')
    .flatMap((resource) => assembly.read(bucketPolicy, resource).PolicyDocument);
  // In the policy of a key, `*` is that key.
  const keys = assembly.ofType('AWS::KMS::Key').flatMap((resource) => {
    const arn = assembly.resolve(z.string(), resourceAttribute(resource, 'Arn'), resource.logicalId);
    return assembly.read(key, resource).KeyPolicy.map((statement) => ({ ...statement, Resource: [arn] }));
  });
  return [...tables, ...buckets, ...keys].filter(({ Effect }) => Effect === 'Deny');
}
