import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of RAM's operations, with the lengths and patterns of its model (API version 2018-01-04). */
const paging = {
  nextToken: z.string().optional(),
  maxResults: z.number().int().min(1).max(500).default(500),
};

const tagList = z.array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }));

export const createPermission = z.object({
  name: z
    .string()
    .min(1)
    .max(36)
    .regex(/^[\w.-]*$/),
  resourceType: z.string(),
  policyTemplate: z.string(),
  clientToken: z.string().optional(),
  tags: tagList.default([]),
});
export const deletePermission = z.object({ permissionArn: z.string(), clientToken: z.string().optional() });
export const listAssociations = z.object({ permissionArn: z.string().optional(), ...paging });
export const createShare = z.object({
  name: z.string().min(1),
  permissionArns: z.array(z.string()).default([]),
});
export const deleteShare = z.object({ resourceShareArn: z.string() });
export const tagResource = z.object({ resourceArn: z.string(), tags: tagList });
export const untagResource = z.object({ resourceArn: z.string(), tagKeys: z.array(z.string()) });
export const getPermission = z.object({
  permissionArn: z.string(),
  permissionVersion: z.number().int().default(1),
});
export const listPermissions = z.object({
  resourceType: z.string().optional(),
  permissionType: z.enum(['ALL', 'AWS_MANAGED', 'CUSTOMER_MANAGED']).default('ALL'),
  ...paging,
});
export const listResourceTypes = z.object({
  resourceRegionScope: z.enum(['ALL', 'REGIONAL', 'GLOBAL']).default('ALL'),
  ...paging,
});

/** Parses an input; throws RAM's `InvalidParameterException`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => refusal('InvalidParameterException', message));
}

/** One of RAM's errors that blame the caller. */
export function refusal(name: string, message: string): ModelledError {
  return new ModelledError(name, 400, message);
}
