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

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iamActions: ServiceActions = {
  denial: xmlDenial,
  operations: {
    CreateRole: creating('iam:CreateRole', 'iam:TagRole', (input) => newArn('role', input, 'RoleName')),
    GetRole: onRole('iam:GetRole'),
    ListRoles: onAnything('iam:ListRoles'),
    ListRoleTags: onRole('iam:ListRoleTags'),
    CreatePolicy: creating('iam:CreatePolicy', 'iam:TagPolicy', (input) =>
      newArn('policy', input, 'PolicyName'),
    ),
    GetPolicy: onNamed('iam:GetPolicy', 'PolicyArn'),
    GetPolicyVersion: onNamed('iam:GetPolicyVersion', 'PolicyArn'),
    ListPolicies: onAnything('iam:ListPolicies'),
    ListPolicyTags: onNamed('iam:ListPolicyTags', 'PolicyArn'),
  },
};

function newArn(kind: 'role' | 'policy', input: object, nameMember: string): string {
  return arn(kind, text(input, 'Path') || '/', text(input, nameMember));
}

function arn(kind: 'role' | 'policy', path: string, name: string): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`;
}
