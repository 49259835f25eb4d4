import { ListRolesCommand } from '@aws-sdk/client-iam';
import { tagMap } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import { requestIdTag } from '../../plan.ts';
import { type AccountClients, created, type Listing, type Present } from '../listing.ts';
import { iamRoleCreation } from './creation.ts';

export const iamRoleListing: Listing = {
  list: listRoles,
  look: (request, _arn, { iam }) => iamRoleCreation.look(request, iam),
};

async function* listRoles({ iam }: AccountClients, PathPrefix: string): AsyncGenerator<Present> {
  let Marker: string | undefined;
  do {
    const page = await iam.send(new ListRolesCommand({ PathPrefix, Marker, MaxItems: 1000 }));
    for (const { Arn = '', RoleName = '', CreateDate } of page.Roles ?? []) {
      const tag = async () => tagMap((await findRole(RoleName, iam))?.Tags).get(requestIdTag);
      yield { type: 'iam-role', arn: Arn, ...created(CreateDate), tag, isOnPath: true };
    }
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
}
