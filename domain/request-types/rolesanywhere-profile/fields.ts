import * as z from 'zod';
import { iamArn } from '../../aws/arns.ts';
import { partitionPattern } from '../../aws/partitions.ts';
import { tagList, tagTexts } from '../../aws/tags.ts';
import { type FieldProblem, pointerTo } from '../../problem.ts';
import { managedPolicyProblems, namedPolicies, ownReferenceProblems } from '../managed-policy-arns.ts';
import type { PlanContext } from '../request-type.ts';
import { submittedTexts } from '../submitted.ts';

/** `RoleArn` of Roles Anywhere's model takes almost anything; this is the form that a role's ARN has. */
export const sessionRoleArn = z
  .string()
  .min(1)
  .max(1011)
  .regex(
    new RegExp(`^arn:${partitionPattern}:iam::\\d{12}:role/(?:[!-~]*/)?[\\w+=,.@-]{1,64}$`),
    'A role has an ARN such as arn:aws:iam::111122223333:role/requested/name.',
  );

/** `ResourceName` */
export const profileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[ a-zA-Z0-9-_]*$/, 'A name holds letters without accents, digits, spaces, - and _ only.');

/** `CreateProfileRequestDurationSecondsInteger` */
export const sessionDuration = z
  .int()
  .min(900)
  .max(43_200)
  .describe('How long sessions last.')
  .meta({ default: 3600 });

/** `ManagedPolicyList`, the form that a managed policy's ARN has, and STS's limit for a session. */
export const sessionManagedPolicyArns = z
  .array(
    z
      .string()
      .min(1)
      .max(200)
      .regex(
        new RegExp(`^arn:${partitionPattern}:iam::(\\d{12}|aws):policy/[!-~]+$`),
        'A managed policy has an ARN such as arn:aws:iam::aws:policy/ReadOnlyAccess.',
      ),
  )
  .max(10, 'Must have at most 10 entries: STS takes no more for a session.')
  .describe('Policies that limit sessions further.');

const tagCharacters = 'ASCII letters, digits, spaces and _.:/=+@-';
/** `TagList` */
export const profileTags = tagList(z.strictObject(tagTexts(/^[ a-zA-Z0-9_.:/=+@-]*$/, tagCharacters)), 200);

/**
 * Creating a profile passes its roles to Roles Anywhere, and the creating function may pass those of the
 * guardrail path alone: AWS would refuse any other.
 */
export function roleArnProblems(submitted: unknown, context: PlanContext): FieldProblem[] {
  const prefix = iamArn(context, 'role', context.guardrails.path, '');
  return submittedTexts(submitted, 'roleArns').flatMap(({ text, index }) => {
    const pointer = pointerTo('/parameters/roleArns', index);
    const problems = ownReferenceProblems(text, pointer, context);
    if (text.startsWith(prefix)) return problems;
    const detail = `The guardrail path lets profiles use roles of this account whose ARN starts with ${prefix}.`;
    return [...problems, { pointer, code: 'guardrail-path', detail }];
  });
}

/** STS takes AWS's own managed policies and those of the account of the role. */
export function managedPolicyArnProblems(submitted: unknown, context: PlanContext): FieldProblem[] {
  return namedPolicies(submitted, 'managedPolicyArns').flatMap((named) =>
    managedPolicyProblems(named, 'A session takes', context),
  );
}
