import type { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import type { Check } from '../check.ts';
import { documentCheck } from '../document-check.ts';
import { type Inspect, inspectionOf } from '../inspection.ts';
import { onlyCall } from '../planned-call.ts';
import { policyChecks, referencesIn, sessionRoleChecks } from '../reference-checks.ts';
import { planned } from './plan.ts';
import { namesakes } from './reading.ts';

export const rolesAnywhereProfileInspection: Inspect = (calls, _requestId, clients) => {
  const { iam, rolesAnywhere, accessAnalyzer } = clients;
  const profile = planned.parse(onlyCall(calls).parameters);
  const roles = referencesIn(profile.roleArns, '/parameters/roleArns');
  const policies = referencesIn(profile.managedPolicyArns, '/parameters/managedPolicyArns');
  return inspectionOf(
    profileNameCheck(profile.name, rolesAnywhere),
    sessionRoleChecks(roles, profile.durationSeconds, iam),
    policyChecks(policies, iam),
    documentCheck('session', profile.sessionPolicy, '/parameters/sessionPolicy', accessAnalyzer),
  );
};

/** AWS takes a second profile of the same name. None can be our own: nothing is created before this check. */
async function profileNameCheck(name: string, client: Pick<RolesAnywhereClient, 'send'>): Promise<Check> {
  const first = await namesakes(name, client).next();
  if (first.done) return {};
  const message = `There is a profile of this name already (${first.value.profileArn}); AWS allows another one.`;
  return {
    findings: [{ code: 'PROFILE_NAME_TAKEN', severity: 'low', pointer: '/parameters/name', message }],
  };
}
