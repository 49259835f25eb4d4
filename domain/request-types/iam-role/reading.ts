import type { Role } from '@aws-sdk/client-iam';
import { decodedDocument, sameDocument } from '../../aws/document-comparison.ts';
import { asJson, type Reading, sameTags, sameText, tagMap } from '../../aws/read-back.ts';
import type { PlannedRole } from './plan.ts';

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
