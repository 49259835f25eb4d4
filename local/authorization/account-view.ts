import { type Resources, tagsOf } from '../doubles/resources.ts';
import type { Template } from '../template/template.ts';
import type { AccountView } from './access.ts';

/** What is in the account at the moment. */
export interface LiveAccount {
  /** The ARN of the role that has this name, ignoring case; undefined if none has. */
  roleArn(name: string): string | undefined;
  resources(): Resources;
}

/** What the account knows that a call does not say: of the template, and of what was created since. */
export function accountView(
  { secrets, stateMachines, tables }: Pick<Template, 'secrets' | 'stateMachines' | 'tables'>,
  live: LiveAccount,
): AccountView {
  const partitionKeys = new Map(
    tables.map(({ TableName, KeySchema }) => [
      TableName,
      KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName,
    ]),
  );
  return {
    roleArn: (name) => live.roleArn(name),
    boundaryArn: (roleName) => boundaryOf(live.resources(), roleName),
    instanceProfileArn: (named) =>
      live.resources().instanceProfiles.find(({ InstanceProfileName }) => isSame(InstanceProfileName, named))
        ?.Arn,
    tagsOf: (arn) => tagsOf(live.resources(), arn),
    partitionKeyOf: (tableName) => partitionKeys.get(tableName),
    secretArn: (named) => secrets.find(({ name }) => name === named)?.arn,
    stateMachineArn: stateMachines[0]?.arn ?? '',
  };
}

function boundaryOf({ roles }: Resources, name: string): string | undefined {
  return roles.find(({ RoleName }) => isSame(RoleName, name))?.PermissionsBoundary?.PermissionsBoundaryArn;
}

/** IAM compares names ignoring case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
