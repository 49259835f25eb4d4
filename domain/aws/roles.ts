import { GetRoleCommand, type IAMClient, type Role } from '@aws-sdk/client-iam';
import { unlessMissing } from './failures.ts';

type Iam = Pick<IAMClient, 'send'>;

/** The role of this name, ignoring case as CreateRole does. */
export async function findRole(RoleName: string, iam: Iam): Promise<Role | undefined> {
  const read = await unlessMissing(iam.send(new GetRoleCommand({ RoleName })), 'NoSuchEntity');
  return read?.Role;
}

/** A role as it is at this ARN; undefined where there is none, or where the role of this name has another ARN. */
export async function readRole(arn: string, iam: Iam): Promise<Role | undefined> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const role = await findRole(RoleName, iam);
  return role?.Arn === arn ? role : undefined;
}
