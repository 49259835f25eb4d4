import { ListResourceTypesCommand, type RAMClient } from '@aws-sdk/client-ram';
import { allPages } from '../../aws/pages.ts';
import { tagMap } from '../../aws/read-back.ts';
import { type Check, nameTaken } from '../check.ts';
import { type Inspect, inspectionOf } from '../inspection.ts';
import { onlyCall } from '../planned-call.ts';
import { arnOf, planned } from './plan.ts';
import { readPermission } from './reading.ts';

type Client = Pick<RAMClient, 'send'>;

/** The template itself is not for Access Analyzer, which knows no such kind of document. */
export const ramPermissionInspection: Inspect = (calls, requestId, { ram }) => {
  const call = onlyCall(calls);
  const permission = planned.parse(call.parameters);
  return inspectionOf(
    permissionNameCheck(arnOf(call, permission), requestId, ram),
    resourceTypeCheck(permission.resourceType, ram),
  );
};

/** Whether a permission has the name already. */
async function permissionNameCheck(arn: string, requestId: string, ram: Client): Promise<Check> {
  const read = await readPermission(arn, ram);
  return read ? nameTaken('permission', read.arn, tagMap(read.tags), requestId) : {};
}

/** Whether RAM shares resources of this type at all; case-sensitive, as CreatePermission is. */
async function resourceTypeCheck(resourceType: string, client: Client): Promise<Check> {
  const listed = await allPages(async (nextToken) => {
    const page = await client.send(new ListResourceTypesCommand({ nextToken }));
    return { items: page.resourceTypes?.map((type) => type.resourceType), nextToken: page.nextToken };
  });
  if (listed.includes(resourceType)) return {};
  const meant = listed.find((known) => known?.toLowerCase() === resourceType.toLowerCase());
  const advice = meant === undefined ? 'Choose one of ListResourceTypes.' : `Write ${meant}.`;
  const message = `RAM does not know the resource type ${resourceType} in this region. ${advice}`;
  return { rejections: [{ code: 'no-such-resource-type', message }] };
}
