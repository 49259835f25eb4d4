import { boundaryArnOf } from '../../aws/own-resources.ts';
import type { FieldProblem } from '../../problem.ts';
import { matchesEverything, matchesPattern } from '../../wildcard.ts';
import type { PlanContext } from '../request-type.ts';
import { submittedText } from '../submitted.ts';

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
 * A role whose name matches a pattern of the configuration's `identities` would let its sessions pass for people or for
 * a machine, one that matches an approver's pattern would let them approve, and one that matches a requester's pattern
 * would let them ask: rules know roles by name, without their paths. That every role may ask says nothing about names.
 */
function nameProblems(name: string | undefined, context: PlanContext): FieldProblem[] {
  const { identities, approvals, requesters } = context;
  const lists = Object.values(requesters).filter((list) => list !== 'anyone');
  const askers = lists.flat().filter((entry) => !('role' in entry && matchesEverything(entry.role)));
  const approvers = approvals.flatMap((rule) => rule.approvers);
  const reasons: [readonly object[], (pattern: string) => string][] = [
    [
      identities.filter((entry) => !('machine' in entry)),
      (pattern) => `Sessions of roles named like ${pattern} count as people here (identities).`,
    ],
    [
      identities.filter((entry) => 'machine' in entry),
      (pattern) => `Roles named like ${pattern} count as a machine here (identities).`,
    ],
    [approvers, (pattern) => `Roles named like ${pattern} approve requests here (approvals).`],
    [askers, (pattern) => `Roles named like ${pattern} may ask for more here (requesters).`],
  ];
  return reasons.flatMap(([entries, reason]) => {
    const pattern = name === undefined ? undefined : matching(name, entries, context.account);
    return pattern === undefined ? [] : [nameProblem(reason(pattern))];
  });
}

/** The first pattern for roles of an account that a name matches, ignoring case as IAM compares names. */
function matching(name: string, entries: readonly object[], account: string): string | undefined {
  return entries
    .filter((entry) => !('account' in entry) || entry.account === undefined || entry.account === account)
    .flatMap((entry) => ('role' in entry && typeof entry.role === 'string' ? [entry.role] : []))
    .find((pattern) => matchesPattern(pattern.toLowerCase(), name.toLowerCase()));
}

function nameProblem(reason: string): FieldProblem {
  const detail = `${reason} Choose another name.`;
  return { pointer: '/parameters/RoleName', code: 'guardrail-role-name', detail };
}
