import { grant } from '../creator-permissions.ts';
import { onlyTaggedResources, removableArns } from '../remover-permissions.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';

/** Reads, and removes what carries a request id. */
export function removalPermissions(context: PermissionContext): PolicyStatementData[] {
  const policies = removableArns('policy', context);
  const reads = ['iam:GetPolicy', 'iam:ListPolicyVersions', 'iam:ListEntitiesForPolicy'];
  return [
    grant('ReadPolicies', reads, policies),
    grant('RemovePolicies', ['iam:DeletePolicyVersion', 'iam:DeletePolicy'], policies, onlyTaggedResources),
  ];
}
