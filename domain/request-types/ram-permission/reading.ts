import {
  GetPermissionCommand,
  type RAMClient,
  type ResourceSharePermissionDetail,
} from '@aws-sdk/client-ram';
import { unlessMissing } from '../../aws/failures.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { onlyCall } from '../planned-call.ts';
import type { Reading } from '../reading.ts';
import { arnOf, planned } from './plan.ts';

type Client = Pick<RAMClient, 'send'>;

/** A permission with its template. */
export interface PermissionReading extends Reading {
  permission: ResourceSharePermissionDetail;
}

/** Reads the permission that a plan names; undefined if it is not there (yet). Rejects with the SDK's error. */
export async function read({ plan }: RequestedPlan, client: Client): Promise<PermissionReading | undefined> {
  const call = onlyCall(plan);
  const arn = arnOf(call, planned.parse(call.parameters));
  const permission = await readPermission(arn, client);
  return permission && permissionReading(permission, arn);
}

/** A permission as it is; a deleted one stays visible for up to two hours. */
export async function readPermission(
  permissionArn: string,
  client: Client,
): Promise<ResourceSharePermissionDetail | undefined> {
  const reading = client.send(new GetPermissionCommand({ permissionArn }));
  const read = (await unlessMissing(reading, 'UnknownResourceException'))?.permission;
  return read?.status === 'DELETED' || read?.status === 'DELETING' ? undefined : read;
}

/** A permission as it was read. */
export function permissionReading(permission: ResourceSharePermissionDetail, arn: string): PermissionReading {
  return {
    arn: permission.arn ?? arn,
    ...(permission.creationTime && { createdAt: permission.creationTime.toISOString() }),
    tags: tagMap(permission.tags),
    properties: asJson(permission),
    permission,
  };
}
