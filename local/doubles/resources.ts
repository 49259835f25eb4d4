import type { Iam } from './iam/iam.ts';
import type { InstanceProfile, Policy, Role } from './iam/state.ts';
import type { Permission } from './ram/permissions.ts';
import type { Ram } from './ram/ram.ts';
import type { Profile, RolesAnywhere } from './roles-anywhere/roles-anywhere.ts';

/** What exists in the account, oldest first, in AWS's own member names with documents as plain text. */
export interface Resources {
  roles: Role[];
  policies: Policy[];
  instanceProfiles: InstanceProfile[];
  profiles: Profile[];
  permissions: Permission[];
}

export function resources(doubles: { iam: Iam; ram: Ram; rolesAnywhere: RolesAnywhere }): Resources {
  return {
    ...doubles.iam.snapshot(),
    ...doubles.rolesAnywhere.snapshot(),
    ...doubles.ram.snapshot(),
  };
}

/** The tags of a resource, in the spelling of the services that write them small; none if it is not there. */
export function tagsOf(
  { roles, policies, profiles, permissions }: Resources,
  resource: string,
): { key: string; value: string }[] {
  const inIam = [...roles, ...policies].find(({ Arn }) => Arn === resource);
  if (inIam) return inIam.Tags.map(({ Key, Value }) => ({ key: Key, value: Value }));
  const profile = profiles.find(({ profileArn }) => profileArn === resource);
  return profile?.tags ?? permissions.find(({ arn }) => arn === resource)?.tags ?? [];
}
