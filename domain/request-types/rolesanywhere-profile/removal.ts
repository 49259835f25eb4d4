import {
  DeleteProfileCommand,
  DisableProfileCommand,
  type RolesAnywhereClient,
} from '@aws-sdk/client-rolesanywhere';
import * as z from 'zod';
import type { Removal } from '../removal.ts';
import { findProfile, type ProfileReading } from './reading.ts';

type Client = Pick<RolesAnywhereClient, 'send'>;

const profile = z.object({ profileId: z.string() });

export const rolesAnywhereProfileRemoval: Removal<Client, ProfileReading> = {
  read: ({ id, result, summary, approvedAt }, client) =>
    findProfile({ requestId: id, name: summary.resource, arn: result?.arn, since: approvedAt }, client),

  /** Disabled first, so that it issues no session more should its deletion fail. */
  removal({ profile: { profileId = '', enabled } }) {
    return {
      operations: [
        ...(enabled === false ? [] : [{ operation: 'DisableProfile', parameters: { profileId } }]),
        { operation: 'DeleteProfile', parameters: { profileId } },
      ],
    };
  },

  parts: ({ arn }) => [arn],

  async send({ operation, parameters }, client) {
    const input = profile.parse(parameters);
    if (operation === 'DisableProfile') await client.send(new DisableProfileCommand(input));
    else if (operation === 'DeleteProfile') await client.send(new DeleteProfileCommand(input));
    else throw new RangeError(`A profile is not removed by ${operation}`);
  },
};
