import { boundaryArnOf } from '../own-resources.ts';
import type { FieldProblem } from '../problem.ts';
import { matchesPattern } from '../wildcard.ts';
import type { PlanContext } from './request-type.ts';
import { submittedText } from './submitted.ts';

/** What the guardrails say about roles alone: their boundary, and names that would make people of them. */
export function roleProblems(submitted: unknown, context: PlanContext): FieldProblem[] {
  return [
    ...nameProblems(submittedText(submitted, 'RoleName'), context),
    ...boundaryProblems(submittedText(submitted, 'PermissionsBoundary'), context),
  ];
}

/** A boundary that is named must be the guardrail's; a missing one becomes it. */
function boundaryProblems(boundary: string | undefined, context: PlanContext): FieldProblem[] {
  const required = boundaryArnOf(context.guardrails, context);
  if (boundary === undefined || boundary === required) return [];
  const detail = `The guardrail permissionsBoundary gives every role ${required}. Leave PermissionsBoundary out, or name exactly that.`;
  return [{ pointer: '/parameters/PermissionsBoundary', code: 'guardrail-permissions-boundary', detail }];
}

/**
 * A role whose name matches a pattern of the configuration's `identities` would let its sessions pass for people, and
 * one that matches an approver's pattern would let them approve: rules know roles by name, without their paths.
 */
function nameProblems(name: string | undefined, { identities, approvals }: PlanContext): FieldProblem[] {
  if (name === undefined) return [];
  const person = matching(name, identities);
  const approver = matching(
    name,
    approvals.flatMap(({ approvers }) => approvers),
  );
  return [
    ...(person === undefined
      ? []
      : [nameProblem(`Sessions of roles named like ${person} count as people here (identities).`)]),
    ...(approver === undefined
      ? []
      : [nameProblem(`Roles named like ${approver} approve requests here (approvals).`)]),
  ];
}

/** The first role pattern that a name matches, ignoring case as IAM compares names. */
function matching(name: string, entries: readonly object[]): string | undefined {
  return entries
    .flatMap((entry) => ('role' in entry && typeof entry.role === 'string' ? [entry.role] : []))
    .find((pattern) => matchesPattern(pattern.toLowerCase(), name.toLowerCase()));
}

function nameProblem(reason: string): FieldProblem {
  const detail = `${reason} Choose another name.`;
  return { pointer: '/parameters/RoleName', code: 'guardrail-role-name', detail };
}
