import * as z from 'zod';
import type { PlannedCall, RequestedPlan } from '../../plan.ts';
import { documentField } from '../documents.ts';
import * as fields from '../iam-fields.ts';
import { attachedPolicies } from './attached-policies.ts';
import { inlinePolicies } from './inline-policies.ts';

/**
 * `CreateRoleRequest` of IAM's model (API version 2010-05-08), and the permissions of the role as CloudFormation's
 * `AWS::IAM::Role` spells them.
 */
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
  ManagedPolicyArns: attachedPolicies.optional(),
  Policies: inlinePolicies.optional(),
});

/** What is sent first: `CreateRoleRequest` with everything filled in. */
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

/** Then, for each inline policy: `PutRolePolicyRequest`. */
export const plannedInlinePolicy = z.strictObject({
  RoleName: z.string(),
  PolicyName: z.string(),
  PolicyDocument: z.string(),
});

/** Last, for each managed policy: `AttachRolePolicyRequest`. */
export const plannedAttachment = z.strictObject({ RoleName: z.string(), PolicyArn: z.string() });

/** A role as a plan describes it. */
export interface RolePlan {
  role: PlannedRole;
  /** Inline policies, each with the call that puts it. */
  inline: { call: PlannedCall; name: string; document: string }[];
  /** Managed policies, each with the call that attaches it. */
  attached: { call: PlannedCall; arn: string }[];
}

/** Reads a plan: `CreateRole`, then what gives the role its permissions. Throws `RangeError` for any other plan. */
export function rolePlan([create, ...others]: readonly PlannedCall[]): RolePlan {
  if (create?.operation !== 'CreateRole') throw new RangeError(`A role begins with ${create?.operation}`);
  const plan: RolePlan = { role: planned.parse(create.parameters), inline: [], attached: [] };
  for (const call of others) {
    switch (call.operation) {
      case 'PutRolePolicy': {
        const { PolicyName, PolicyDocument } = plannedInlinePolicy.parse(call.parameters);
        plan.inline.push({ call, name: PolicyName, document: PolicyDocument });
        break;
      }
      case 'AttachRolePolicy':
        plan.attached.push({ call, arn: plannedAttachment.parse(call.parameters).PolicyArn });
        break;
      default:
        throw new RangeError(`A role's plan has no ${call.operation}`);
    }
  }
  return plan;
}

/** Before schema version 3 somebody attached policies by hand later, which nobody approved or refused. */
export function saysPolicies({ planVersion }: RequestedPlan): boolean {
  return planVersion >= 3;
}
