import { ListProfilesCommand } from '@aws-sdk/client-rolesanywhere';
import { requestIdTag } from '../../plan.ts';
import { type AccountClients, created, type Listing, type Present } from '../listing.ts';
import { rolesAnywhereProfileCreation } from './creation.ts';
import { readTags } from './reading.ts';

export const rolesAnywhereProfileListing: Listing = {
  list: listProfiles,
  look: (request, arn, { rolesAnywhere }) =>
    rolesAnywhereProfileCreation.look(request, rolesAnywhere, { arn }),
};

async function* listProfiles({ rolesAnywhere }: AccountClients): AsyncGenerator<Present> {
  let nextToken: string | undefined;
  do {
    const page = await rolesAnywhere.send(
      new ListProfilesCommand(nextToken === undefined ? {} : { nextToken }),
    );
    for (const { profileArn: arn = '', createdAt } of page.profiles ?? []) {
      const tag = async () => (await readTags(arn, rolesAnywhere))?.get(requestIdTag);
      yield { type: 'rolesanywhere-profile', arn, ...created(createdAt), tag, isOnPath: false };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
