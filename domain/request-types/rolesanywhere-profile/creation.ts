import { CreateProfileCommand, type RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { rolesAnywhereFailures } from '../../aws/failure-tables.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { sightingOf } from '../../aws/read-back.ts';
import type { Creation } from '../request-type.ts';
import { planned } from './plan.ts';
import { profileReading, readProfile, taggedProfile } from './reading.ts';

type Client = Pick<RolesAnywhereClient, 'send'>;

export const rolesAnywhereProfileCreation: Creation<Client> = {
  lookFirst: true,
  async send(call, client) {
    const answer = await client.send(new CreateProfileCommand(planned.parse(call.parameters)));
    return answer.profile?.profileArn;
  },
  async find(call, requestId, client, { arn, since } = {}) {
    const plan = planned.parse(call.parameters);
    const found =
      arn === undefined
        ? await taggedProfile({ name: plan.name, requestId, since }, client)
        : await readProfile(arn, client);
    return found ? sightingOf(requestId, profileReading(found, plan)) : { kind: 'absent' };
  },
  classify: (error) => classifyFailure(error, rolesAnywhereFailures),
};
