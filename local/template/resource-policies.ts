import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { policyDocument, type Statement } from './statements.ts';

const table = z.object({
  ResourcePolicy: z.object({ PolicyDocument: policyDocument }).optional(),
});
const bucketPolicy = z.object({ PolicyDocument: policyDocument });

/**
 * What resources themselves deny: the statements of tables' and buckets' policies. What a resource's policy allows is
 * not read, since inside an account the role's own policy must do for every function of this stack; key policies are
 * checked by assertions on the template.
 */
export function readResourceDenials(assembly: Assembly): Statement[] {
  const tables = assembly
    .ofType('AWS::DynamoDB::Table')
    .flatMap((resource) => assembly.read(table, resource).ResourcePolicy?.PolicyDocument ?? []);
  const buckets = assembly
    .ofType('AWS::S3::BucketPolicy')
    .flatMap((resource) => assembly.read(bucketPolicy, resource).PolicyDocument);
  return [...tables, ...buckets].filter(({ Effect }) => Effect === 'Deny');
}
