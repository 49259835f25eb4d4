import { GetRoleCommand, type IAMClient, type Role } from '@aws-sdk/client-iam';
import type { PlannedRole } from '../request-types/iam-role.ts';
import { type Check, nameTaken } from '../request-types/inspection.ts';
import { decodedDocument, sameDocument } from './document-comparison.ts';
import { unlessMissing } from './failures.ts';
import { asJson, type Reading, sameTags, sameText, tagMap } from './read-back.ts';

type Client = Pick<IAMClient, 'send'>;

/** A role as it was read, beside what was planned. */
export function roleReading(read: Role, role: PlannedRole): Reading {
  const trust = decodedDocument(read.AssumeRolePolicyDocument);
  const tags = tagMap(read.Tags);
  return {
    arn: read.Arn ?? '',
    tags,
    properties: asJson({ ...read, AssumeRolePolicyDocument: trust }),
    matches: {
      Path: read.Path === role.Path,
      RoleName: read.RoleName === role.RoleName,
      AssumeRolePolicyDocument: sameDocument(role.AssumeRolePolicyDocument, trust),
      Description: sameText(role.Description, read.Description),
      MaxSessionDuration: read.MaxSessionDuration === role.MaxSessionDuration,
      PermissionsBoundary: read.PermissionsBoundary?.PermissionsBoundaryArn === role.PermissionsBoundary,
      Tags: sameTags(role.Tags, tags),
    },
  };
}

/** The role of this name, ignoring case as CreateRole does. */
export async function findRole(RoleName: string, iam: Client): Promise<Role | undefined> {
  const read = await unlessMissing(iam.send(new GetRoleCommand({ RoleName })), 'NoSuchEntity');
  return read?.Role;
}

/** Whether a role has the name already. */
export async function roleNameCheck(name: string, requestId: string, iam: Client): Promise<Check> {
  const role = await findRole(name, iam);
  return role ? nameTaken('role', role.Arn, tagMap(role.Tags), requestId) : {};
}
