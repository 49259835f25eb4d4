import {
  type IAMClient,
  type Policy,
  paginateListPolicies,
  paginateListPolicyVersions,
  paginateListRolePolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { ownPath } from '../../../domain/aws/own-resources.ts';
import { aws, isOurs, type Kind } from './leftover.ts';

/** Who may do what. */
export function accessKinds(iam: IAMClient): Kind[] {
  return [
    { kind: 'managed policy', types: ['AWS::IAM::ManagedPolicy'], list: () => policies(iam) },
    { kind: 'role', types: ['AWS::IAM::Role'], list: () => roles(iam) },
  ];
}

/** The boundary is at the root, the others below our path; nobody can ask for a policy with a name like theirs. */
async function* policies(client: IAMClient) {
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: 'Local' })) {
    for (const policy of Policies) {
      const { PolicyName: name, Arn: arn = '' } = policy;
      if (!isOurs(name)) continue;
      const use = usesOf(policy);
      yield {
        name,
        physicalId: arn,
        ...(use && { note: `${use}, and IAM deletes none in use: take it over instead, or detach it first` }),
        remove: [
          ...(use ? [aws('iam', 'list-entities-for-policy', '--policy-arn', arn)] : []),
          ...(await olderVersions(client, arn)),
          aws('iam', 'delete-policy', '--policy-arn', arn),
        ],
      };
    }
  }
}

function usesOf({ AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 }: Policy): string {
  const attached = AttachmentCount > 0 ? [`attached to ${AttachmentCount}`] : [];
  const boundary =
    PermissionsBoundaryUsageCount > 0 ? [`the boundary of ${PermissionsBoundaryUsageCount}`] : [];
  return [...attached, ...boundary].join(' and ');
}

/** They have to go before the policy can. */
async function olderVersions(client: IAMClient, arn: string): Promise<string[]> {
  const commands: string[] = [];
  for await (const { Versions = [] } of paginateListPolicyVersions({ client }, { PolicyArn: arn })) {
    for (const { VersionId = '', IsDefaultVersion } of Versions) {
      if (IsDefaultVersion) continue;
      commands.push(aws('iam', 'delete-policy-version', '--policy-arn', arn, '--version-id', VersionId));
    }
  }
  return commands;
}

async function* roles(client: IAMClient) {
  for await (const { Roles = [] } of paginateListRoles({ client }, { PathPrefix: ownPath })) {
    for (const { RoleName: name = '' } of Roles) {
      const inline = await inlinePolicies(client, name);
      yield {
        name,
        physicalId: name,
        remove: [
          ...inline.map((policy) =>
            aws('iam', 'delete-role-policy', '--role-name', name, '--policy-name', policy),
          ),
          aws('iam', 'delete-role', '--role-name', name),
        ],
      };
    }
  }
}

/** They have to go before the role can; managed policies the stack attaches to none. */
async function inlinePolicies(client: IAMClient, RoleName: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    names.push(...PolicyNames);
  }
  return names;
}
