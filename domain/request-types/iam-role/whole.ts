import { readDocumentText } from '../../aws/document-comparison.ts';
import type { PlannedCall } from '../../plan.ts';
import type { RolePolicy } from '../../policy/analysis/analyse-role.ts';
import { pointerTo } from '../../problem.ts';
import type { Whole } from '../define-submission.ts';
import { namedPolicies } from '../managed-policy-arns.ts';
import type { ManagedDocument, PlanContext, PlannedDocument } from '../request-type.ts';
import { submittedText } from '../submitted.ts';
import { isShippedBoundary } from './boundary.ts';
import { readInlinePolicies } from './inline-policies.ts';
import { rolePlan } from './plan.ts';

/** A role with its policies: the documents that are sent, and what it is as one thing. */
export const wholeRole: Whole = {
  further,
  documents,
  analyse(calls, context, analyser, read) {
    const { role } = rolePlan(calls);
    const [trust, ...inline] = documents(calls);
    if (trust === undefined) return [];
    const boundary = isShippedBoundary(role, calls)
      ? 'shipped'
      : read.find(({ arn }) => arn === role.PermissionsBoundary)?.document;
    const policies = [...inline, ...attachedPolicies(calls, read)];
    return analyser.role({ trust, policies, boundary }, { ...context, roleName: role.RoleName });
  },
};

/** What gives the role its permissions: inline policies, then attached ones, as they were submitted. */
function further(submitted: unknown, context: PlanContext): ReturnType<Whole['further']> {
  const RoleName = submittedText(submitted, 'RoleName') ?? '';
  const { policies } = readInlinePolicies(submitted, context);
  return [
    ...policies.map((policy) => ({ operation: 'PutRolePolicy', parameters: { RoleName, ...policy } })),
    ...namedPolicies(submitted, 'ManagedPolicyArns').map(({ arn }) => ({
      operation: 'AttachRolePolicy',
      parameters: { RoleName, PolicyArn: arn },
    })),
  ];
}

function documents(calls: readonly PlannedCall[]): PlannedDocument[] {
  const { role, inline } = rolePlan(calls);
  return [
    ...placed('trust', '/parameters/AssumeRolePolicyDocument', role.AssumeRolePolicyDocument),
    ...inline.flatMap(({ document }, index) =>
      placed('inline', pointerTo('/parameters/Policies', index, 'PolicyDocument'), document),
    ),
  ];
}

function placed(kind: PlannedDocument['kind'], pointer: string, text: string): PlannedDocument[] {
  const document = readDocumentText(text);
  return document ? [{ kind, document, pointer }] : [];
}

/** Those that could be read; the others are a reason to reject. */
function attachedPolicies(calls: readonly PlannedCall[], read: readonly ManagedDocument[]): RolePolicy[] {
  return rolePlan(calls).attached.flatMap(({ arn }, index) => {
    const found = read.find((one) => one.arn === arn);
    const pointer = pointerTo('/parameters/ManagedPolicyArns', index);
    return found ? [{ document: found.document, pointer, attached: arn }] : [];
  });
}
