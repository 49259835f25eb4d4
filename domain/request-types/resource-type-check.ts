import { ListResourceTypesCommand, type RAMClient } from '@aws-sdk/client-ram';
import { allPages } from '../aws/pages.ts';
import type { Check } from './inspection.ts';

type Client = Pick<RAMClient, 'send'>;

/** Whether RAM shares resources of this type at all; case-sensitive, as CreatePermission is. */
export async function resourceTypeCheck(resourceType: string, client: Client): Promise<Check> {
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
