import * as z from 'zod';

/** What IAM remembers, in AWS's own member names; documents as plain text, dates as ISO 8601. */
const tags = z.array(z.object({ Key: z.string(), Value: z.string() }));

const role = z.object({
  RoleName: z.string(),
  RoleId: z.string(),
  Arn: z.string(),
  Path: z.string(),
  CreateDate: z.string(),
  AssumeRolePolicyDocument: z.string(),
  Description: z.string().optional(),
  MaxSessionDuration: z.number(),
  PermissionsBoundary: z
    .object({ PermissionsBoundaryType: z.literal('Policy'), PermissionsBoundaryArn: z.string() })
    .optional(),
  Tags: tags,
  /** Inline and attached policies, oldest first. */
  RolePolicyList: z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.string() })).default([]),
  AttachedManagedPolicies: z.array(z.object({ PolicyName: z.string(), PolicyArn: z.string() })).default([]),
});

const policyVersion = z.object({ VersionId: z.string(), PolicyDocument: z.string(), CreateDate: z.string() });

const policy = z.object({
  PolicyName: z.string(),
  PolicyId: z.string(),
  Arn: z.string(),
  Path: z.string(),
  DefaultVersionId: z.string(),
  IsAttachable: z.boolean(),
  Description: z.string().optional(),
  CreateDate: z.string(),
  UpdateDate: z.string(),
  /** The default version's; the others are apart. */
  PolicyDocument: z.string(),
  DefaultVersionDate: z.string().optional(),
  OtherVersions: z.array(policyVersion).default([]),
  /** No number is given to a second version. */
  LatestVersion: z.number().default(1),
  Tags: tags,
});

const instanceProfile = z.object({
  InstanceProfileName: z.string(),
  InstanceProfileId: z.string(),
  Arn: z.string(),
  Path: z.string(),
  CreateDate: z.string(),
  /** The name of its role, if it has one. */
  RoleName: z.string().optional(),
});

export const iamState = z.object({
  roles: z.array(role).default([]),
  policies: z.array(policy).default([]),
  instanceProfiles: z.array(instanceProfile).default([]),
});
export type Role = z.infer<typeof role>;
export type Policy = z.infer<typeof policy>;
export type PolicyVersion = z.infer<typeof policyVersion>;
export type InstanceProfile = z.infer<typeof instanceProfile>;
export type Tags = z.infer<typeof tags>;
export type IamState = z.infer<typeof iamState>;
