import { CreateProfileCommand, type RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { rolesAnywhereFailures } from '../../aws/failure-tables.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { sightingOf } from '../reading.ts';
import type { Creation } from '../request-type.ts';
import { difference } from './difference.ts';
import { planned } from './plan.ts';
import { read } from './reading.ts';

type Client = Pick<RolesAnywhereClient, 'send'>;

export const rolesAnywhereProfileCreation: Creation<Client> = {
  lookFirst: true,
  async send(call, client) {
    const answer = await client.send(new CreateProfileCommand(planned.parse(call.parameters)));
    return answer.profile?.profileArn;
  },
  async look(request, client, clue) {
    return sightingOf(request, await read(request, client, clue), difference);
  },
  classify: (error) => classifyFailure(error, rolesAnywhereFailures),
};
