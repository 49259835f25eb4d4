import {
  CreateProfileCommand,
  ListTagsForResourceCommand,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import { type Haste, inHaste } from './haste.ts';
import { Lane, type Timing } from './lane.ts';
import { defaultQuotas } from './quotas.ts';
import { sentBy } from './sent-by.ts';

/**
 * A client that keeps to what Roles Anywhere takes: one request about profiles a second and one about tags, of everybody
 * in the account (https://docs.aws.amazon.com/rolesanywhere/latest/userguide/quotas.html). Each kind goes one after the
 * other, throttled reads again. Whether a creation is sent again is for its sender to judge. `requests`: the account's quota,
 * where it was raised.
 */
export function pacedRolesAnywhere<Client extends Pick<RolesAnywhereClient, 'send'>>(
  client: Client,
  timing: Timing,
  { patience, oneOf }: Haste = inHaste,
  requests: number = defaultQuotas.rolesAnywhereRequests,
): Client {
  const apart = (oneOf * 1000) / requests;
  const profiles = new Lane({ atOnce: 1, apart }, timing);
  const tags = new Lane({ atOnce: 1, apart }, timing);
  return sentBy(client, (command, send) => {
    if (command instanceof ListTagsForResourceCommand) return tags.run(send, patience);
    return profiles.run(send, command instanceof CreateProfileCommand ? 0 : patience);
  });
}
