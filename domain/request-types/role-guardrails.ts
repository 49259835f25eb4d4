import { boundaryArnOf } from '../own-resources.ts';
import type { FieldProblem } from '../problem.ts';
import { matchesPattern } from '../wildcard.ts';
import type { PlanContext } from './request-type.ts';
import { submittedText } from './submitted.ts';

/** What the guardrails say about roles alone: their boundary, and names that would make people of them. */
export function roleProblems(submitted: unknown, context: PlanContext): FieldProblem[] {
  return [
    ...identityProblems(submittedText(submitted, 'RoleName'), context),
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
 * A role whose name matches a pattern of the configuration's `identities` would let its sessions pass for
 * people. Compared ignoring case, as IAM compares names.
 */
function identityProblems(name: string | undefined, { identities }: PlanContext): FieldProblem[] {
  if (name === undefined) return [];
  const match = identities.find(
    (identity) => 'role' in identity && matchesPattern(identity.role.toLowerCase(), name.toLowerCase()),
  );
  if (match === undefined || !('role' in match)) return [];
  const detail = `Sessions of roles named like ${match.role} count as people here (identities). Choose another name.`;
  return [{ pointer: '/parameters/RoleName', code: 'guardrail-role-name', detail }];
}
