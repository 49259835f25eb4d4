import { namesOwnResource } from '../aws/own-resources.ts';
import { partitionOf, partitionOfArn } from '../aws/partitions.ts';
import { type FieldProblem, pointerTo } from '../problem.ts';
import type { PlanContext } from './request-type.ts';
import { submittedTexts } from './submitted.ts';

/** A managed policy that a submitted list names. */
export interface NamedPolicy {
  arn: string;
  pointer: string;
}

/** The managed policies that a submitted list names, however they are spelled. */
export function namedPolicies(submitted: unknown, field: string): NamedPolicy[] {
  return submittedTexts(submitted, field).map(({ text, index }) => ({
    arn: text,
    pointer: pointerTo(`/parameters/${field}`, index),
  }));
}

/**
 * Managed policies that cannot be used from this account: Countersign's own, another account's, another partition's.
 * `user` begins the sentence: "A session takes".
 */
export function managedPolicyProblems(
  { arn, pointer }: NamedPolicy,
  user: string,
  context: PlanContext,
): FieldProblem[] {
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1];
  const problems = [
    ...ownReferenceProblems(arn, pointer, context),
    ...partitionProblems(arn, pointer, context),
  ];
  if (account === undefined || account === context.account) return problems;
  const detail = `${user} managed policies of AWS and of account ${context.account} only.`;
  return [...problems, { pointer, code: 'foreign-account', detail }];
}

/** Where it is spelled well: what is no ARN at all is the schema's to report. */
function partitionProblems(arn: string, pointer: string, { region }: PlanContext): FieldProblem[] {
  const own = partitionOf(region);
  const named = partitionOfArn(arn);
  if (named === undefined || named === own) return [];
  const detail = `This is of partition ${named}, and this account is in ${own}: begin it with arn:${own}:.`;
  return [{ pointer, code: 'wrong-partition', detail }];
}

/** What no request may use. */
export function ownReferenceProblems(arn: string, pointer: string, { account }: PlanContext): FieldProblem[] {
  if (!namesOwnResource(arn, account)) return [];
  const detail = "This is one of Countersign's own resources, which no request may use.";
  return [{ pointer, code: 'guardrail-own-resource', detail }];
}
