import type { IAMClient } from '@aws-sdk/client-iam';
import { tagMap } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import { pointerTo } from '../../problem.ts';
import { type Check, nameTaken } from '../check.ts';
import { documentCheck } from '../document-check.ts';
import { type Inspect, inspectionOf } from '../inspection.ts';
import { policyChecks, policyDocumentChecks, referencesIn } from '../reference-checks.ts';
import { isShippedBoundary } from './boundary.ts';
import { rolePlan } from './plan.ts';

export const iamRoleInspection: Inspect = (calls, requestId, { iam, accessAnalyzer }) => {
  const { role, inline, attached } = rolePlan(calls);
  const trust = '/parameters/AssumeRolePolicyDocument';
  const boundary = { arn: role.PermissionsBoundary, pointer: '/parameters/PermissionsBoundary' };
  const attachments = referencesIn(
    attached.map(({ arn }) => arn),
    '/parameters/ManagedPolicyArns',
  );
  return inspectionOf(
    roleNameCheck(role.RoleName, requestId, iam),
    // What the shipped one says is known.
    isShippedBoundary(role, calls) ? policyChecks([boundary], iam) : policyDocumentChecks([boundary], iam),
    policyDocumentChecks(attachments, iam),
    documentCheck('trust', role.AssumeRolePolicyDocument, trust, accessAnalyzer),
    ...inline.map(({ document }, index) =>
      documentCheck(
        'inline',
        document,
        pointerTo('/parameters/Policies', index, 'PolicyDocument'),
        accessAnalyzer,
      ),
    ),
  );
};

/** Whether a role has the name already. */
async function roleNameCheck(name: string, requestId: string, iam: Pick<IAMClient, 'send'>): Promise<Check> {
  const role = await findRole(name, iam);
  return role ? nameTaken('role', role.Arn, tagMap(role.Tags), requestId) : {};
}
