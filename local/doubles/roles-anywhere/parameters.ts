import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of Roles Anywhere's operations, with the lengths and patterns of its model (API version 2018-05-10). */
const tagText = /^[ a-zA-Z0-9_.:/=+@-]*$/;

export const createProfile = z.object({
  name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[ a-zA-Z0-9-_]*$/),
  requireInstanceProperties: z.boolean().default(false),
  sessionPolicy: z.string().optional(),
  roleArns: z
    .array(
      z
        .string()
        .min(1)
        .max(1011)
        .regex(/^arn:aws(-[^:]+)?:iam(:.*){2}(:role.*)$/),
    )
    .max(250),
  managedPolicyArns: z.array(z.string().min(1).max(200)).max(50).default([]),
  durationSeconds: z.number().int().min(900).max(43_200).default(3600),
  enabled: z.boolean().default(false),
  acceptRoleSessionName: z.boolean().default(false),
  tags: z
    .array(
      z.object({
        key: z.string().min(1).max(128).regex(tagText),
        value: z.string().max(256).regex(tagText),
      }),
    )
    .max(200)
    .default([]),
});
export const getProfile = z.object({
  profileId: z
    .string()
    .min(36)
    .max(36)
    .regex(/[a-f0-9]{8}-([a-z0-9]{4}-){3}[a-z0-9]{12}/),
});
/** The page size that ListProfiles takes when none is asked for is not documented. */
export const listProfiles = z.object({
  nextToken: z.string().min(1).max(10_000).optional(),
  pageSize: z.number().int().min(1).default(50),
});
export const listTags = z.object({ resourceArn: z.string().min(1).max(1011) });

/** Parses an input; throws Roles Anywhere's `ValidationException`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, invalid);
}

export function invalid(message: string): ModelledError {
  return new ModelledError('ValidationException', 400, message);
}
