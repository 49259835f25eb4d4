import { beforeEach, expect, test } from '@jest/globals';
import { Iam } from '../../../../local/doubles/iam/iam.ts';
import { allowing, sources, trust } from './fixture.ts';

const PolicyArn = 'arn:aws:iam::111122223333:policy/own';
const RoleName = 'holder';
let iam: Iam;
beforeEach(() => {
  iam = new Iam({ ...sources, limit: false });
  void iam.call('CreatePolicy', { PolicyName: 'own', PolicyDocument: allowing('s3:GetObject') });
  void iam.call('CreateRole', { RoleName, AssumeRolePolicyDocument: trust });
});

function codeOf(operation: string, input: object): string {
  try {
    void iam.call(operation, input);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

test('a policy has five versions at most, each with a number of its own, one of them in force', () => {
  const version = { PolicyArn, PolicyDocument: allowing('s3:PutObject') };
  for (const isDefault of [false, true, false, false]) {
    void iam.call('CreatePolicyVersion', { ...version, SetAsDefault: isDefault });
  }
  expect(codeOf('CreatePolicyVersion', version)).toBe('LimitExceeded');
  expect(iam.call('ListPolicyVersions', { PolicyArn })).toMatchObject({
    Versions: ['v5', 'v4', 'v3', 'v2', 'v1'].map((VersionId) => ({
      VersionId,
      IsDefaultVersion: VersionId === 'v3',
    })),
  });
  expect(codeOf('DeletePolicyVersion', { PolicyArn, VersionId: 'v3' })).toBe('DeleteConflict');
  expect(codeOf('DeletePolicy', { PolicyArn })).toBe('DeleteConflict');
  void iam.call('SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v1' });
  for (const VersionId of ['v2', 'v3', 'v4', 'v5'])
    void iam.call('DeletePolicyVersion', { PolicyArn, VersionId });
  expect(codeOf('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' })).toBe('NoSuchEntity');
  expect(iam.call('CreatePolicyVersion', version)).toMatchObject({ PolicyVersion: { VersionId: 'v6' } });
});

test('a policy goes only when nobody holds it, as a policy or as a boundary', () => {
  void iam.call('AttachRolePolicy', { RoleName, PolicyArn });
  void iam.call('PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: PolicyArn });
  const holder = { PolicyRoles: [expect.objectContaining({ RoleName })] };
  expect(iam.call('ListEntitiesForPolicy', { PolicyArn })).toMatchObject(holder);
  for (const PolicyUsageFilter of ['PermissionsPolicy', 'PermissionsBoundary']) {
    expect(iam.call('ListEntitiesForPolicy', { PolicyArn, PolicyUsageFilter })).toMatchObject(holder);
  }
  expect(codeOf('DeletePolicy', { PolicyArn })).toBe('DeleteConflict');
  void iam.call('DetachRolePolicy', { RoleName, PolicyArn });
  expect(codeOf('DeletePolicy', { PolicyArn })).toBe('DeleteConflict');
  void iam.call('DeleteRolePermissionsBoundary', { RoleName });
  expect(codeOf('DeletePolicy', { PolicyArn })).toBe('done');
  expect(codeOf('DeletePolicy', { PolicyArn })).toBe('NoSuchEntity');
});

test('nobody in the account changes a policy of AWS', () => {
  expect(codeOf('DeletePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' })).toBe('AccessDenied');
});

test('a role leaves its instance profile before it goes, and may be in one that is in use by nobody else', () => {
  const InstanceProfileName = 'Machine';
  void iam.call('CreateInstanceProfile', { InstanceProfileName });
  void iam.call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
  expect(codeOf('AddRoleToInstanceProfile', { InstanceProfileName, RoleName })).toBe('LimitExceeded');
  expect(iam.call('ListInstanceProfilesForRole', { RoleName })).toMatchObject({
    InstanceProfiles: [{ InstanceProfileName, Roles: [{ RoleName }] }],
    IsTruncated: false,
  });
  expect(codeOf('DeleteRole', { RoleName })).toBe('DeleteConflict');
  expect(codeOf('DeleteInstanceProfile', { InstanceProfileName })).toBe('DeleteConflict');
  void iam.call('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
  expect(codeOf('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName })).toBe('NoSuchEntity');
  expect(codeOf('DeleteRole', { RoleName })).toBe('done');
  expect(codeOf('DeleteInstanceProfile', { InstanceProfileName })).toBe('done');
});
