import * as z from 'zod';
import { partitionPattern } from '../aws/partitions.ts';
import { generalTagText, tagList, tagTexts } from '../aws/tags.ts';
import { readableText, textOfAtMost } from './text.ts';

/** `roleNameType`, `policyNameType` of IAM's model, which differ in length alone. */
export function iamName(most: number) {
  return z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w+=,.@-]+$/, 'A name holds letters without accents, digits and _+=,.@- only.');
}

/** `pathType`, the path of a role. */
export const rolePath = z
  .string()
  .min(1)
  .max(512)
  .regex(/^(?:\/|\/[!-~]+\/)$/, 'A path begins and ends with / and holds printable ASCII without spaces.')
  .describe('Starts with the path of the guardrails, which is also the default.');

/** `policyPathType`, the path of a policy. */
export const policyPath = z
  .string()
  .min(1)
  .max(512)
  .regex(
    /^(?:\/[A-Za-z0-9.,+@=_-]+)*\/$/,
    'A path begins and ends with /; between slashes stand letters, digits and .,+@=_-.',
  )
  .describe('Starts with the path of the guardrails, which is also the default.');

/** `roleDescriptionType` */
export const roleDescription = z
  .string()
  .max(1000)
  .regex(/^[\t\n\r\x20-~\xA1-\xFF]*$/, 'A description holds Latin-1 characters and line breaks only.');

/** `policyDescriptionType`, which has no pattern, and what an answer in XML can carry. */
export const policyDescription = textOfAtMost(1000).regex(
  readableText,
  'A description holds no control characters.',
);

/** `arnType` of IAM's model, and the form that a managed policy's ARN has: AWS's own or some account's. */
export const managedPolicyArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    new RegExp(`^arn:${partitionPattern}:iam::(\\d{12}|aws):policy/[!-~]+$`),
    'A managed policy has an ARN such as arn:aws:iam::111122223333:policy/name.',
  );

/** A managed policy as somebody attaches it, its path and name as IAM's `policyPathType` and `policyNameType` have them. */
export const attachablePolicyArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    new RegExp(`^arn:${partitionPattern}:iam::(\\d{12}|aws):policy(?:/[\\w+=,.@-]+)+$`),
    'A managed policy has an ARN such as arn:aws:iam::111122223333:policy/requested/name, without wildcards.',
  );

const { key, value } = tagTexts(generalTagText, 'letters, digits, spaces and _.:/=+-@');
/** `tagListType`; its limit of 50 is also the quota of tags a role or policy. */
export const iamTagList = tagList(z.strictObject({ Key: key, Value: value }), 50);

/** The tags of a plan, as IAM takes them. */
export const plannedIamTags = z.array(z.strictObject({ Key: z.string(), Value: z.string() }));
