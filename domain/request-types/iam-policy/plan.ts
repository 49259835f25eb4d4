import * as z from 'zod';
import { iamArn } from '../../aws/arns.ts';
import type { PlannedCall } from '../../plan.ts';
import { documentField } from '../documents.ts';
import * as fields from '../iam-fields.ts';

/** `CreatePolicyRequest` of IAM's model (API version 2010-05-08). */
export const parameters = z.strictObject({
  PolicyName: fields.iamName(128).describe('Unique in the account, ignoring case and path.'),
  Path: fields.policyPath.optional(),
  PolicyDocument: documentField('What the policy allows.'),
  Description: fields.policyDescription.describe('Cannot be changed later.').optional(),
  Tags: fields.iamTagList.optional(),
});

/** What is sent: `CreatePolicyRequest` with everything filled in. */
export const planned = z.strictObject({
  PolicyName: z.string(),
  Path: z.string(),
  PolicyDocument: z.string(),
  Description: z.string().exactOptional(),
  Tags: fields.plannedIamTags,
});
export type PlannedPolicy = z.output<typeof planned>;

/** The ARN that the policy will have. */
export function arnOf(call: PlannedCall, { Path, PolicyName }: PlannedPolicy): string {
  return iamArn(call, 'policy', Path, PolicyName);
}
