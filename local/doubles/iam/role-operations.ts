import type { Operations } from '../double.ts';
import { deleteConflict } from './errors.ts';
import type { InstanceProfiles } from './instance-profiles.ts';
import { roleOutput } from './output.ts';
import type { Pages } from './pages.ts';
import {
  byRole,
  createRole,
  listRoles,
  ofRole,
  parse,
  putBoundary,
  tagRole,
  untagRole,
  updateRole,
  updateTrust,
} from './parameters.ts';
import type { Roles } from './roles.ts';
import type { Role } from './state.ts';
import { withoutTags, withTags } from './tags.ts';

/** What IAM does with roles themselves. */
export function roleOperations({
  roles,
  instanceProfiles,
  pages,
}: {
  roles: Roles;
  instanceProfiles: InstanceProfiles;
  pages: Pages;
}): Operations {
  const output = (role: Role) => roleOutput(role, (id) => roles.byId(id)?.Arn);
  return {
    CreateRole: (input) => ({ Role: output(roles.create(parse(createRole, input))) }),
    GetRole: (input) => ({ Role: output(roles.get(parse(byRole, input).RoleName)) }),
    ListRoles(input) {
      const { PathPrefix, ...asked } = parse(listRoles, input);
      const found = pages(
        roles.all().filter(({ Path }) => Path.startsWith(PathPrefix)),
        asked,
      );
      return { Roles: found.items.map(output), ...found.rest };
    },
    ListRoleTags(input) {
      const { RoleName, ...asked } = parse(ofRole, input);
      const { items: Tags, rest } = pages(roles.get(RoleName).Tags, asked);
      return { Tags, ...rest };
    },
    UpdateRole(input) {
      const { RoleName, Description, MaxSessionDuration } = parse(updateRole, input);
      roles.change(RoleName, {
        ...(Description !== undefined && { Description }),
        ...(MaxSessionDuration !== undefined && { MaxSessionDuration }),
      });
      return {};
    },
    UpdateAssumeRolePolicy(input) {
      const { RoleName, PolicyDocument } = parse(updateTrust, input);
      roles.changeTrust(RoleName, PolicyDocument);
      return {};
    },
    PutRolePermissionsBoundary(input) {
      const { RoleName, PermissionsBoundary } = parse(putBoundary, input);
      roles.changeBoundary(RoleName, PermissionsBoundary);
      return {};
    },
    DeleteRolePermissionsBoundary(input) {
      roles.changeBoundary(parse(byRole, input).RoleName);
      return {};
    },
    TagRole(input) {
      const { RoleName, Tags } = parse(tagRole, input);
      roles.change(RoleName, { Tags: withTags(roles.get(RoleName).Tags, Tags) });
      return {};
    },
    UntagRole(input) {
      const { RoleName, TagKeys } = parse(untagRole, input);
      roles.change(RoleName, { Tags: withoutTags(roles.get(RoleName).Tags, TagKeys) });
      return {};
    },
    DeleteRole(input) {
      const { RoleName } = parse(byRole, input);
      if (instanceProfiles.of(RoleName).length > 0) {
        throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
      }
      roles.delete(RoleName);
      return {};
    },
  };
}
