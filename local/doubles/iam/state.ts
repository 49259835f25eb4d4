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
});

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
  PolicyDocument: z.string(),
  Tags: tags,
});

export const iamState = z.object({ roles: z.array(role).default([]), policies: z.array(policy).default([]) });
export type Role = z.infer<typeof role>;
export type Policy = z.infer<typeof policy>;
export type Tags = z.infer<typeof tags>;
export type IamState = z.infer<typeof iamState>;
