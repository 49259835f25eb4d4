import { account, region } from '../../doubles/double.ts';
import {
  type Needs,
  onAnything,
  onNamed,
  restJsonDenial,
  type ServiceActions,
  tagsIn,
  text,
} from '../service-actions.ts';

/** The permission comes into being with the call, so that CreatePermission itself has no resource; tagging it has. */
const createPermission: Needs = (input) => {
  const resource = `arn:aws:ram:${region}:${account}:permission/${text(input, 'name')}`;
  const tags = tagsIn(input, 'tags');
  const tagged = tags.length > 0 ? [{ action: 'ram:TagResource', resource, tags }] : [];
  return [{ action: 'ram:CreatePermission', resource: '*', tags }, ...tagged];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanagerram.html */
export const ramActions: ServiceActions = {
  denial: restJsonDenial,
  operations: {
    CreatePermission: createPermission,
    GetPermission: onNamed('ram:GetPermission', 'permissionArn'),
    ListPermissions: onAnything('ram:ListPermissions'),
    DeletePermission: onNamed('ram:DeletePermission', 'permissionArn'),
    ListPermissionAssociations: onNamed('ram:ListPermissionAssociations', 'permissionArn'),
    ListResourceTypes: onAnything('ram:ListResourceTypes'),
  },
};
