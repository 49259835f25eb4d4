import { types } from 'node:util';
import * as z from 'zod';
import { parseParameters } from '../parameters.ts';
import { checksumNames } from './checksums.ts';
import { invalidArgument } from './errors.ts';

/** The inputs of S3's operations as far as they mean anything here; the limits are those of its guide. */
const maxKeyBytes = 1024;
const maxKeys = 1000;

const Bucket = z.string().min(1);
const Key = z
  .string()
  .min(1)
  .refine((key) => Buffer.byteLength(key) <= maxKeyBytes, 'Your key is too long');
const VersionId = z.string().optional();
const bytes = z.custom<Uint8Array>((value) => types.isUint8Array(value), 'not bytes');
const body = z.union([bytes, z.string().transform((text) => Buffer.from(text))]).default(Buffer.alloc(0));
const lockMode = z.enum(['GOVERNANCE', 'COMPLIANCE']);
const date = z.union([z.date(), z.iso.datetime().transform((text) => new Date(text))]);

export const inBucket = z.object({ Bucket });
export const putObject = z.object({
  Bucket,
  Key,
  Body: body,
  IfNoneMatch: z.literal('*').optional(),
  ContentType: z.string().default('application/octet-stream'),
  Metadata: z.record(z.string().toLowerCase(), z.string()).default({}),
  ObjectLockMode: lockMode.optional(),
  ObjectLockRetainUntilDate: date.optional(),
  ...Object.fromEntries(['ContentMD5', ...checksumNames].map((name) => [name, z.string().optional()])),
});
export const getObject = z.object({ Bucket, Key, VersionId, ChecksumMode: z.string().optional() });
export const deleteObject = z.object({
  Bucket,
  Key,
  VersionId,
  BypassGovernanceRetention: z.boolean().default(false),
});
export const deleteObjects = z.object({
  Bucket,
  BypassGovernanceRetention: z.boolean().default(false),
  Delete: z.object({
    Objects: z.array(z.object({ Key, VersionId })).min(1).max(maxKeys),
    Quiet: z.boolean().default(false),
  }),
});
export const putRetention = z.object({
  Bucket,
  Key,
  VersionId,
  BypassGovernanceRetention: z.boolean().default(false),
  Retention: z.object({ Mode: lockMode, RetainUntilDate: date }),
});
const listing = {
  Bucket,
  Prefix: z.string().default(''),
  Delimiter: z.string().default(''),
  MaxKeys: z
    .number()
    .int()
    .min(0)
    .default(maxKeys)
    .transform((count) => Math.min(count, maxKeys)),
};
export const listObjects = z.object({
  ...listing,
  StartAfter: z.string().optional(),
  ContinuationToken: z.string().optional(),
});
export const listVersions = z.object({
  ...listing,
  KeyMarker: z.string().optional(),
  VersionIdMarker: z.string().optional(),
});

/** Parses an input; throws S3's `InvalidArgument`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, invalidArgument);
}
