import type { IAMClient } from '@aws-sdk/client-iam';
import { tagMap } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import { type Check, nameTaken } from '../check.ts';
import { documentCheck } from '../document-check.ts';
import { type Inspect, inspectionOf } from '../inspection.ts';
import { onlyCall } from '../planned-call.ts';
import { policyChecks } from '../reference-checks.ts';
import { planned } from './plan.ts';

export const iamRoleInspection: Inspect = (calls, requestId, { iam, accessAnalyzer }) => {
  const role = planned.parse(onlyCall(calls).parameters);
  const trust = '/parameters/AssumeRolePolicyDocument';
  return inspectionOf(
    roleNameCheck(role.RoleName, requestId, iam),
    policyChecks([{ arn: role.PermissionsBoundary, pointer: '/parameters/PermissionsBoundary' }], iam),
    documentCheck('trust', role.AssumeRolePolicyDocument, trust, accessAnalyzer),
  );
};

/** Whether a role has the name already. */
async function roleNameCheck(name: string, requestId: string, iam: Pick<IAMClient, 'send'>): Promise<Check> {
  const role = await findRole(name, iam);
  return role ? nameTaken('role', role.Arn, tagMap(role.Tags), requestId) : {};
}
