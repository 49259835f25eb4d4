import {
  GetPermissionCommand,
  type RAMClient,
  type ResourceSharePermissionDetail,
} from '@aws-sdk/client-ram';
import { sameDocument } from '../../aws/document-comparison.ts';
import { unlessMissing } from '../../aws/failures.ts';
import { asJson, type Reading, sameTags, tagMap } from '../../aws/read-back.ts';
import type { PlannedPermission } from './plan.ts';

type Client = Pick<RAMClient, 'send'>;

/** A permission as it is; a deleted one stays visible for up to two hours. */
export async function readPermission(
  permissionArn: string,
  client: Client,
): Promise<ResourceSharePermissionDetail | undefined> {
  const reading = client.send(new GetPermissionCommand({ permissionArn }));
  const read = (await unlessMissing(reading, 'UnknownResourceException'))?.permission;
  return read?.status === 'DELETED' || read?.status === 'DELETING' ? undefined : read;
}

/** A permission as it was read, beside what was planned. */
export function permissionReading(
  read: ResourceSharePermissionDetail,
  plan: PlannedPermission,
  arn: string,
): Reading {
  const tags = tagMap(read.tags);
  return {
    arn: read.arn ?? arn,
    tags,
    properties: asJson(read),
    matches: {
      name: read.name === plan.name,
      resourceType: read.resourceType?.toLowerCase() === plan.resourceType.toLowerCase(),
      policyTemplate: sameDocument(plan.policyTemplate, read.permission),
      tags: sameTags(plan.tags, tags),
    },
  };
}
