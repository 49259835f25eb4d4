import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of Roles Anywhere's operations, with the lengths and patterns of its model (API version 2018-05-10). */
const tagText = /^[ a-zA-Z0-9_.:/=+@-]*$/;
const tagKey = z.string().min(1).max(128).regex(tagText);
const tags = z.array(z.object({ key: tagKey, value: z.string().max(256).regex(tagText) })).max(200);
const name = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[ a-zA-Z0-9-_]*$/);
const roleArns = z
  .array(
    z
      .string()
      .min(1)
      .max(1011)
      .regex(/^arn:aws(-[^:]+)?:iam(:.*){2}(:role.*)$/),
  )
  .max(250);
const managedPolicyArns = z.array(z.string().min(1).max(200)).max(50);
const durationSeconds = z.number().int().min(900).max(43_200);
const profileId = z
  .string()
  .min(36)
  .max(36)
  .regex(/[a-f0-9]{8}-([a-z0-9]{4}-){3}[a-z0-9]{12}/);
const resourceArn = z.string().min(1).max(1011);

export const createProfile = z.object({
  name,
  requireInstanceProperties: z.boolean().default(false),
  sessionPolicy: z.string().optional(),
  roleArns,
  managedPolicyArns: managedPolicyArns.default([]),
  durationSeconds: durationSeconds.default(3600),
  enabled: z.boolean().default(false),
  acceptRoleSessionName: z.boolean().default(false),
  tags: tags.default([]),
});
export const byProfile = z.object({ profileId });
export const updateProfile = z.object({
  profileId,
  name: name.optional(),
  sessionPolicy: z.string().optional(),
  roleArns: roleArns.optional(),
  managedPolicyArns: managedPolicyArns.optional(),
  durationSeconds: durationSeconds.optional(),
});
/** The page size that ListProfiles takes when none is asked for is not documented. */
export const listProfiles = z.object({
  nextToken: z.string().min(1).max(10_000).optional(),
  pageSize: z.number().int().min(1).default(50),
});
export const listTags = z.object({ resourceArn });
export const tagResource = z.object({ resourceArn, tags });
export const untagResource = z.object({ resourceArn, tagKeys: z.array(tagKey).max(200) });

/** Parses an input; throws Roles Anywhere's `ValidationException`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, invalid);
}

export function invalid(message: string): ModelledError {
  return new ModelledError('ValidationException', 400, message);
}
