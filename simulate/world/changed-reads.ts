interface Read {
  operation: string;
  input: object;
}

/** By what changes something: the reads whose answers it changes, each with the members of the input that name it. */
const changes: Readonly<Record<string, readonly (readonly [operation: string, ...names: string[]])[]>> = {
  PutRolePolicy: [
    ['GetRolePolicy', 'RoleName', 'PolicyName'],
    ['ListRolePolicies', 'RoleName'],
  ],
  DeleteRolePolicy: [
    ['GetRolePolicy', 'RoleName', 'PolicyName'],
    ['ListRolePolicies', 'RoleName'],
  ],
  AttachRolePolicy: [['ListAttachedRolePolicies', 'RoleName']],
  DetachRolePolicy: [['ListAttachedRolePolicies', 'RoleName']],
  RemoveRoleFromInstanceProfile: [['ListInstanceProfilesForRole', 'RoleName']],
  DeleteRole: [
    ['GetRole', 'RoleName'],
    ['ListRolePolicies', 'RoleName'],
    ['ListAttachedRolePolicies', 'RoleName'],
    ['ListInstanceProfilesForRole', 'RoleName'],
  ],
  DeletePolicyVersion: [['ListPolicyVersions', 'PolicyArn']],
  DeletePolicy: [
    ['GetPolicy', 'PolicyArn'],
    ['ListPolicyVersions', 'PolicyArn'],
    ['ListEntitiesForPolicy', 'PolicyArn'],
  ],
  DisableProfile: [['GetProfile', 'profileId']],
  DeleteProfile: [['GetProfile', 'profileId']],
  DeletePermission: [['GetPermission', 'permissionArn']],
};

/** The reads whose answers an operation changes; none for what only reads, and for what makes something new. */
export function readsOf(operation: string, input: object): Read[] {
  return (changes[operation] ?? []).map(([read, ...names]) => ({
    operation: read,
    input: Object.fromEntries(names.map((name) => [name, Reflect.get(input, name)])),
  }));
}
