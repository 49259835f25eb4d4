import { regionalArn } from '../../aws/arns.ts';
import { grant } from '../creator-permissions.ts';
import { onlyTaggedResources } from '../remover-permissions.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';

/** Reads, and removes what carries a request id. */
export function removalPermissions(context: PermissionContext): PolicyStatementData[] {
  const profiles = regionalArn(context, 'rolesanywhere', 'profile/*');
  const removals = ['rolesanywhere:DisableProfile', 'rolesanywhere:DeleteProfile'];
  return [
    // Lists, and tags here, have no resource to name.
    grant('FindProfiles', ['rolesanywhere:ListProfiles', 'rolesanywhere:ListTagsForResource'], '*'),
    grant('ReadProfiles', ['rolesanywhere:GetProfile'], profiles),
    grant('RemoveProfiles', removals, profiles, onlyTaggedResources),
  ];
}
