import * as z from 'zod';
import { iamArn, type Place, partitionAt } from '../../aws/arns.ts';
import { highestQuotas, quotaNames } from '../../aws/quotas.ts';
import type { Guardrails } from '../../configuration/configuration.ts';
import type { FieldProblem } from '../../problem.ts';
import { matchesPattern } from '../../wildcard.ts';
import { attachablePolicyArn } from '../iam-fields.ts';
import { managedPolicyProblems, type NamedPolicy, namedPolicies } from '../managed-policy-arns.ts';
import type { PlanContext } from '../request-type.ts';

const field = 'ManagedPolicyArns';

/** `ManagedPolicyArns` of CloudFormation's `AWS::IAM::Role`. */
export const attachedPolicies = z
  .array(attachablePolicyArn)
  .max(highestQuotas.attachedPoliciesPerRole)
  .describe('Managed policies to attach: those that the guardrail attachablePolicies names.');

/**
 * What may be attached to requested roles, as ARN patterns: also what their creator may attach (`iam:PolicyARN`). A
 * pattern for any partition is one for the account's own.
 */
export function attachablePatterns(guardrails: Guardrails, place: Place): string[] {
  const patterns = guardrails.attachablePolicies ?? [iamArn(place, 'policy', guardrails.path, '*')];
  return patterns.map((pattern) => pattern.replace(/^arn:\*:/, `arn:${partitionAt(place)}:`));
}

/** What IAM and the guardrails say about the attached policies among submitted parameters, however they are spelled. */
export function attachedPolicyProblems(submitted: unknown, context: PlanContext): FieldProblem[] {
  const named = namedPolicies(submitted, field);
  const patterns = attachablePatterns(context.guardrails, context);
  return [
    ...duplicates(named),
    ...tooMany(named.length, context),
    ...named.flatMap((policy) => [
      ...managedPolicyProblems(policy, 'A role takes', context),
      ...(attachablePolicyArn.safeParse(policy.arn).success ? notAttachable(policy, patterns) : []),
    ]),
  ];
}

function notAttachable({ arn, pointer }: NamedPolicy, patterns: readonly string[]): FieldProblem[] {
  if (patterns.some((pattern) => matchesPattern(pattern, arn))) return [];
  const allowed = patterns.length === 0 ? 'nothing' : `only ${patterns.join(', ')}`;
  const detail = `The guardrail attachablePolicies lets roles have ${allowed} attached, not ${arn}. Leave it out, write what is needed of it into Policies, or have it added to the guardrail.`;
  return [{ pointer, code: 'guardrail-attachable-policies', detail }];
}

/** No two policies of an account differ in upper and lower case alone (IAM's API, CreatePolicy). */
function duplicates(named: readonly NamedPolicy[]): FieldProblem[] {
  const folded = named.map(({ arn }) => arn.toLowerCase());
  return named.flatMap(({ arn, pointer }, index) =>
    folded.indexOf(arn.toLowerCase()) === index
      ? []
      : [{ pointer, code: 'duplicate', detail: 'This policy is in the list already. Keep it once.' }],
  );
}

function tooMany(count: number, { guardrails }: PlanContext): FieldProblem[] {
  const most = guardrails.quotas.attachedPoliciesPerRole;
  if (count <= most || count > highestQuotas.attachedPoliciesPerRole) return [];
  const detail = `A role of this account takes ${most} attached policies. Leave ${count - most} out; or, once Service Quotas has raised ${quotaNames.attachedPoliciesPerRole} for this account, set guardrails.quotas.attachedPoliciesPerRole.`;
  return [{ pointer: `/parameters/${field}`, code: 'too-many', detail }];
}
