import { iamArn, type Place, regionalArn } from '../aws/arns.ts';
import { grant } from '../request-types/creator-permissions.ts';
import type { PolicyStatementData } from '../request-types/request-type.ts';

/** What it takes to compare the account with the approvals: reads only. Lists and tags of profiles know no resource. */
export function driftPermissions(context: Place): PolicyStatementData[] {
  return [
    grant('ListAccount', ['iam:ListRoles', 'iam:ListPolicies'], '*'),
    // By name, and IAM asks for the permission on the ARN that it finds.
    grant('ReadRoles', ['iam:GetRole'], iamArn(context, 'role', '/', '*')),
    grant('ReadPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], iamArn(context, 'policy', '/', '*')),
    grant('ListProfiles', ['rolesanywhere:ListProfiles', 'rolesanywhere:ListTagsForResource'], '*'),
    grant('ReadProfiles', ['rolesanywhere:GetProfile'], regionalArn(context, 'rolesanywhere', 'profile/*')),
    grant('ListPermissions', ['ram:ListPermissions'], '*'),
    grant('ReadPermissions', ['ram:GetPermission'], regionalArn(context, 'ram', 'permission/*')),
  ];
}
