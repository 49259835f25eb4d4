import { account } from '../../doubles/double.ts';
import {
  type Needs,
  onAnything,
  onNamed,
  optional,
  type ServiceActions,
  tagsIn,
  text,
  xmlDenial,
} from '../service-actions.ts';

/** Creating with tags asks for the permission to tag as well. */
const creating =
  (action: string, tagging: string, arnOf: (input: object) => string): Needs =>
  (input) => {
    const resource = arnOf(input);
    const tags = tagsIn(input, 'Tags');
    const tagged = tags.length > 0 ? [{ action: tagging, resource, tags }] : [];
    const keys = { 'iam:PermissionsBoundary': optional(input, 'PermissionsBoundary') };
    return [{ action, resource, tags, keys }, ...tagged];
  };

/** A role is named without its path; IAM asks about the ARN that it finds, and about the bare name if it finds none. */
const onRole =
  (action: string): Needs =>
  (input, { roleArn }) => {
    const name = text(input, 'RoleName');
    return [{ action, resource: roleArn(name) ?? arn('role', '/', name) }];
  };

/** What changes a role says which boundary it has; what attaches or detaches says which policy as well. */
const onRolePolicies =
  (action: string): Needs =>
  (input, view) => {
    const keys = {
      'iam:PermissionsBoundary': view.boundaryArn(text(input, 'RoleName')),
      'iam:PolicyARN': optional(input, 'PolicyArn'),
    };
    return onRole(action)(input, view).map((access) => ({ ...access, keys }));
  };

const onInstanceProfile =
  (action: string): Needs =>
  (input, { instanceProfileArn }) => {
    const name = text(input, 'InstanceProfileName');
    return [{ action, resource: instanceProfileArn(name) ?? arn('instance-profile', '/', name) }];
  };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iamActions: ServiceActions = {
  denial: xmlDenial,
  operations: {
    CreateRole: creating('iam:CreateRole', 'iam:TagRole', (input) => newArn('role', input, 'RoleName')),
    GetRole: onRole('iam:GetRole'),
    ListRoles: onAnything('iam:ListRoles'),
    ListRoleTags: onRole('iam:ListRoleTags'),
    PutRolePolicy: onRolePolicies('iam:PutRolePolicy'),
    GetRolePolicy: onRole('iam:GetRolePolicy'),
    ListRolePolicies: onRole('iam:ListRolePolicies'),
    DeleteRolePolicy: onRolePolicies('iam:DeleteRolePolicy'),
    AttachRolePolicy: onRolePolicies('iam:AttachRolePolicy'),
    DetachRolePolicy: onRolePolicies('iam:DetachRolePolicy'),
    ListAttachedRolePolicies: onRole('iam:ListAttachedRolePolicies'),
    ListInstanceProfilesForRole: onRole('iam:ListInstanceProfilesForRole'),
    RemoveRoleFromInstanceProfile: onInstanceProfile('iam:RemoveRoleFromInstanceProfile'),
    DeleteRole: onRole('iam:DeleteRole'),
    CreatePolicy: creating('iam:CreatePolicy', 'iam:TagPolicy', (input) =>
      newArn('policy', input, 'PolicyName'),
    ),
    GetPolicy: onNamed('iam:GetPolicy', 'PolicyArn'),
    GetPolicyVersion: onNamed('iam:GetPolicyVersion', 'PolicyArn'),
    ListPolicies: onAnything('iam:ListPolicies'),
    ListPolicyTags: onNamed('iam:ListPolicyTags', 'PolicyArn'),
    ListPolicyVersions: onNamed('iam:ListPolicyVersions', 'PolicyArn'),
    ListEntitiesForPolicy: onNamed('iam:ListEntitiesForPolicy', 'PolicyArn'),
    DeletePolicyVersion: onNamed('iam:DeletePolicyVersion', 'PolicyArn'),
    DeletePolicy: onNamed('iam:DeletePolicy', 'PolicyArn'),
  },
};

function newArn(kind: 'role' | 'policy', input: object, nameMember: string): string {
  return arn(kind, text(input, 'Path') || '/', text(input, nameMember));
}

function arn(kind: 'role' | 'policy' | 'instance-profile', path: string, name: string): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`;
}
