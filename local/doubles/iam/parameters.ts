import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of IAM's operations, with the lengths and patterns of its model (API version 2010-05-08). */
const arn = z.string().min(20).max(2048);
const rolePath = z
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
const roleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+=,.@-]+$/);
const policyName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/);
const document = z
  .string()
  .min(1)
  .max(131_072)
  .regex(/^[\t\n\r\u0020-\u00FF]+$/);
const tag = z.object({
  Key: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u),
  Value: z
    .string()
    .max(256)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
});
const tags = z.array(tag).max(50).default([]);

export const createRole = z.object({
  RoleName: roleName,
  Path: rolePath,
  AssumeRolePolicyDocument: document,
  Description: z
    .string()
    .max(1000)
    .regex(/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/)
    .optional(),
  MaxSessionDuration: z.number().int().min(3600).max(43_200).default(3600),
  PermissionsBoundary: arn.optional(),
  Tags: tags,
});
export const createPolicy = z.object({
  PolicyName: policyName,
  Path: policyPath,
  PolicyDocument: document,
  Description: z.string().max(1000).optional(),
  Tags: tags,
});
export const byRole = z.object({ RoleName: roleName });
export const byPolicy = z.object({ PolicyArn: arn });
export const byPolicyVersion = z.object({
  PolicyArn: arn,
  VersionId: z.string().regex(/^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/),
});
const pathPrefix = z.string().max(512).default('/');
export const listRoles = z.object({ PathPrefix: pathPrefix });
export const listPolicies = z.object({
  PathPrefix: pathPrefix,
  Scope: z.enum(['All', 'AWS', 'Local']).default('All'),
});

/** Parses an input; throws IAM's `ValidationError`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => new ModelledError('ValidationError', 400, message));
}
