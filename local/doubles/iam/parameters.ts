import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of IAM's operations, with the lengths and patterns of its model (API version 2010-05-08). */
const arn = z.string().min(20).max(2048);
const path = z
  .string()
  .min(1)
  .max(512)
  .regex(/^(\u002F)$|^(\u002F[\u0021-\u007E]+\u002F)$/)
  .default('/');
const policyPath = z
  .string()
  .min(1)
  .max(512)
  .regex(/^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/)
  .default('/');
const nameOf = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w+=,.@-]+$/);
const roleName = nameOf(64);
const policyName = nameOf(128);
const document = z
  .string()
  .min(1)
  .max(131_072)
  .regex(/^[\t\n\r\u0020-\u00FF]+$/);
const tagKey = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u);
const tag = z.object({
  Key: tagKey,
  Value: z
    .string()
    .max(256)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
});
const tagList = z.array(tag).max(50);
const tags = tagList.default([]);
const tagKeys = z.array(tagKey).max(50);
const versionId = z.string().regex(/^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/);
const description = z
  .string()
  .max(1000)
  .regex(/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/);
const sessionDuration = z.number().int().min(3600).max(43_200);
const paging = {
  Marker: z.string().min(1).max(320).optional(),
  MaxItems: z.number().int().min(1).max(1000).optional(),
};
export type Paging = z.output<z.ZodObject<typeof paging>>;
const pathPrefix = z.string().max(512).default('/');
const byRoleName = { RoleName: roleName };
const byPolicyArn = { PolicyArn: arn };

export const createRole = z.object({
  RoleName: roleName,
  Path: path,
  AssumeRolePolicyDocument: document,
  Description: description.optional(),
  MaxSessionDuration: sessionDuration.default(3600),
  PermissionsBoundary: arn.optional(),
  Tags: tags,
});
export const byRole = z.object(byRoleName);
export const ofRole = z.object({ ...byRoleName, ...paging });
export const listRoles = z.object({ PathPrefix: pathPrefix, ...paging });
export const updateRole = z.object({
  ...byRoleName,
  Description: description.optional(),
  MaxSessionDuration: sessionDuration.optional(),
});
export const updateTrust = z.object({ ...byRoleName, PolicyDocument: document });
export const putBoundary = z.object({ ...byRoleName, PermissionsBoundary: arn });
export const tagRole = z.object({ ...byRoleName, Tags: tagList });
export const untagRole = z.object({ ...byRoleName, TagKeys: tagKeys });

export const byInlinePolicy = z.object({ ...byRoleName, PolicyName: policyName });
export const putInlinePolicy = byInlinePolicy.extend({ PolicyDocument: document });
export const byAttachment = z.object({ ...byRoleName, ...byPolicyArn });
export const attachedOfRole = z.object({ ...byRoleName, PathPrefix: pathPrefix, ...paging });

export const createPolicy = z.object({
  PolicyName: policyName,
  Path: policyPath,
  PolicyDocument: document,
  Description: z.string().max(1000).optional(),
  Tags: tags,
});
export const byPolicy = z.object(byPolicyArn);
export const ofPolicy = z.object({ ...byPolicyArn, ...paging });
export const listPolicies = z.object({
  PathPrefix: pathPrefix,
  Scope: z.enum(['All', 'AWS', 'Local']).default('All'),
  ...paging,
});
export const byPolicyVersion = z.object({ ...byPolicyArn, VersionId: versionId });
export const createPolicyVersion = z.object({
  ...byPolicyArn,
  PolicyDocument: document,
  SetAsDefault: z.boolean().default(false),
});
export const tagPolicy = z.object({ ...byPolicyArn, Tags: tagList });
export const untagPolicy = z.object({ ...byPolicyArn, TagKeys: tagKeys });
export const listEntities = z.object({
  ...byPolicyArn,
  EntityFilter: z.enum(['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy']).optional(),
  PathPrefix: pathPrefix,
  PolicyUsageFilter: z.enum(['PermissionsPolicy', 'PermissionsBoundary']).optional(),
  ...paging,
});

const byInstanceProfile = { InstanceProfileName: nameOf(128) };
export const createInstanceProfile = z.object({ ...byInstanceProfile, Path: path });
export const instanceProfile = z.object(byInstanceProfile);
export const roleInInstanceProfile = z.object({ ...byInstanceProfile, ...byRoleName });

/** Parses an input; throws IAM's `ValidationError`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => new ModelledError('ValidationError', 400, message));
}
