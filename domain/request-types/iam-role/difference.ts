import { sameDocument } from '../../aws/document-comparison.ts';
import { sameText, tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { type Deviation, type Difference, fixedDifference, tagDifference } from '../difference.ts';
import { type PlannedRole, type RolePlan, rolePlan, saysPolicies } from './plan.ts';
import type { RoleReading } from './reading.ts';

/**
 * What lies between a plan and the role that there is. Inline and attached policies can still be sent; what CreateRole sets
 * can not: no creation changes a role that somebody changed.
 */
export function difference(request: RequestedPlan, reading: RoleReading): Difference {
  const plan = rolePlan(request.plan);
  const fixed = roleDifference(plan.role, reading);
  if (!saysPolicies(request)) return fixed;
  const { operations, missing, extra } = policyDifference(plan, reading);
  return { ...fixed, operations, missing, extra: [...fixed.extra, ...extra] };
}

function roleDifference(planned: PlannedRole, { role, trust, tags }: RoleReading): Difference {
  const matches = {
    Path: role.Path === planned.Path,
    RoleName: role.RoleName === planned.RoleName,
    AssumeRolePolicyDocument: sameDocument(planned.AssumeRolePolicyDocument, trust),
    Description: sameText(planned.Description, role.Description),
    MaxSessionDuration: role.MaxSessionDuration === planned.MaxSessionDuration,
    PermissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn === planned.PermissionsBoundary,
  };
  return fixedDifference(matches, tagDifference('Tags', tagMap(planned.Tags), tags));
}

function policyDifference(
  plan: RolePlan,
  { inline, attached }: RoleReading,
): Omit<Difference, 'irreparable'> {
  const unlike = plan.inline.filter(({ name, document }) => !sameDocument(document, inline.get(name)));
  const unattached = plan.attached.filter(({ arn }) => !attached.includes(arn));
  const names = new Set(plan.inline.map(({ name }) => name));
  const arns = new Set(plan.attached.map(({ arn }) => arn));
  return {
    operations: [...unlike, ...unattached].map(({ call }) => call),
    missing: [
      ...unlike.map(({ name }) => inPolicies(name, inline.has(name) ? 'changed' : 'missing')),
      ...unattached.map(({ arn }) => inAttached(arn, 'missing')),
    ],
    extra: [
      ...[...inline.keys()].filter((name) => !names.has(name)).map((name) => inPolicies(name, 'added')),
      ...attached.filter((arn) => !arns.has(arn)).map((arn) => inAttached(arn, 'added')),
    ],
  };
}

function inPolicies(which: string, is: Deviation['is']): Deviation {
  return { part: 'Policies', which, is };
}

function inAttached(which: string, is: Deviation['is']): Deviation {
  return { part: 'ManagedPolicyArns', which, is };
}
