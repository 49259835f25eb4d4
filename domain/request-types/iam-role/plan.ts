import * as z from 'zod';
import { documentField } from '../documents.ts';
import * as fields from '../iam-fields.ts';

/** `CreateRoleRequest` of IAM's model (API version 2010-05-08). */
export const parameters = z.strictObject({
  Path: fields.rolePath.optional(),
  RoleName: fields.iamName(64).describe('Unique in the account, ignoring case.'),
  AssumeRolePolicyDocument: documentField('The trust policy: who may assume the role.'),
  Description: fields.roleDescription.optional(),
  MaxSessionDuration: z.int().min(3600).max(43_200).describe('Seconds.').meta({ default: 3600 }).optional(),
  PermissionsBoundary: fields.managedPolicyArn
    .describe('The boundary of the guardrails, also the default.')
    .optional(),
  Tags: fields.iamTagList.optional(),
});

/** What is sent: `CreateRoleRequest` with everything filled in. */
export const planned = z.strictObject({
  Path: z.string(),
  RoleName: z.string(),
  AssumeRolePolicyDocument: z.string(),
  Description: z.string().exactOptional(),
  MaxSessionDuration: z.int(),
  PermissionsBoundary: z.string(),
  Tags: fields.plannedIamTags,
});
export type PlannedRole = z.output<typeof planned>;
