import { iamArn } from '../../aws/arns.ts';
import { grant, readRoles } from '../creator-permissions.ts';
import { onlyTaggedResources, removableArns } from '../remover-permissions.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';

/** It attaches one policy only, which denies everything; nothing is asked of the boundary, which may be another by then. */
export function removalPermissions(context: PermissionContext): PolicyStatementData[] {
  const roles = removableArns('role', context);
  const denyAll = iamArn({ ...context, account: 'aws' }, 'policy', '/', 'AWSDenyAll');
  const reads = ['iam:ListRolePolicies', 'iam:ListAttachedRolePolicies', 'iam:ListInstanceProfilesForRole'];
  const removals = ['iam:DetachRolePolicy', 'iam:DeleteRolePolicy', 'iam:DeleteRole'];
  return [
    readRoles(context),
    grant('ReadWhatRolesHold', reads, roles),
    grant('DenyRolesEverything', ['iam:AttachRolePolicy'], roles, {
      ...onlyTaggedResources,
      ArnEquals: { 'iam:PolicyARN': denyAll },
    }),
    grant('RemoveRoles', removals, roles, onlyTaggedResources),
    // Of instance profiles, whoever made the role's chose path and name.
    grant(
      'LeaveInstanceProfiles',
      ['iam:RemoveRoleFromInstanceProfile'],
      iamArn(context, 'instance-profile', '/', '*'),
    ),
  ];
}
