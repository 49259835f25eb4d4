import { regionalArn } from '../../aws/arns.ts';
import { grant } from '../creator-permissions.ts';
import { onlyTaggedResources } from '../remover-permissions.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';

/** Reads, and removes what carries a request id. */
export function removalPermissions(context: PermissionContext): PolicyStatementData[] {
  const permissions = regionalArn(context, 'ram', 'permission/*');
  return [
    grant('ReadPermissions', ['ram:GetPermission', 'ram:ListPermissionAssociations'], permissions),
    grant('RemovePermissions', ['ram:DeletePermission'], permissions, onlyTaggedResources),
  ];
}
