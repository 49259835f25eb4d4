import * as z from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const oneOrMore = z.union([scalar.transform((value) => [value]), z.array(scalar)]);

/** Strict, so that NotAction, NotResource and NotPrincipal are refused instead of read as nothing. */
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
});

/** A statement of a policy, its one or more always a list. */
export type Statement = z.output<typeof statement>;

/** A policy document as its statements. */
export const policyDocument = z
  .object({ Statement: z.union([statement.transform((only) => [only]), z.array(statement)]) })
  .transform(({ Statement }) => Statement);
