import { CreatePolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import { iamFailures } from '../../aws/failure-tables.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { namesakeOf } from '../../aws/managed-policies.ts';
import type { RequestedPlan } from '../../plan.ts';
import { onlyCall } from '../planned-call.ts';
import { type Sighting, sightingOf } from '../reading.ts';
import type { Creation } from '../request-type.ts';
import { difference } from './difference.ts';
import { arnOf, planned } from './plan.ts';
import { read } from './reading.ts';

type Client = Pick<IAMClient, 'send'>;

export const iamPolicyCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreatePolicyCommand(planned.parse(call.parameters)));
    return answer.Policy?.Arn;
  },
  async look(request, client) {
    const reading = await read(request, client);
    return reading ? sightingOf(request, reading, difference) : elsewhere(request, client);
  },
  classify: (error) => classifyFailure(error, iamFailures),
};

/** Names are unique ignoring case and path, so that somebody else may have this one under another ARN. */
async function elsewhere({ plan }: RequestedPlan, client: Client): Promise<Sighting> {
  const call = onlyCall(plan);
  const policy = planned.parse(call.parameters);
  const namesake = await namesakeOf(policy.PolicyName, client);
  if (namesake?.Arn === undefined || namesake.Arn === arnOf(call, policy)) return { kind: 'absent' };
  return { kind: 'foreign', arn: namesake.Arn, owner: 'unknown' };
}
