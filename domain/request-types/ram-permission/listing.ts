import { ListPermissionsCommand } from '@aws-sdk/client-ram';
import { tagMap } from '../../aws/read-back.ts';
import { requestIdTag } from '../../plan.ts';
import { type AccountClients, created, type Listing, type Present } from '../listing.ts';
import { ramPermissionCreation } from './creation.ts';
import { readPermission } from './reading.ts';

export const ramPermissionListing: Listing = {
  list: listPermissions,
  look: (request, _arn, { ram }) => ramPermissionCreation.look(request, ram),
};

async function* listPermissions({ ram }: AccountClients): AsyncGenerator<Present> {
  let nextToken: string | undefined;
  do {
    const input = {
      permissionType: 'CUSTOMER_MANAGED' as const,
      ...(nextToken !== undefined && { nextToken }),
    };
    const page = await ram.send(new ListPermissionsCommand(input));
    for (const { arn = '', creationTime, status } of page.permissions ?? []) {
      // A deleted one stays visible for up to two hours.
      if (status === 'DELETED' || status === 'DELETING') continue;
      const tag = async () => tagMap((await readPermission(arn, ram))?.tags).get(requestIdTag);
      yield { type: 'ram-permission', arn, ...created(creationTime), tag, isOnPath: false };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
