import { CreatePermissionCommand, type RAMClient } from '@aws-sdk/client-ram';
import { ramFailures } from '../../aws/failure-tables.ts';
import { classifyFailure, hasCode, messageOf } from '../../aws/failures.ts';
import { sightingOf } from '../reading.ts';
import type { Creation } from '../request-type.ts';
import { difference } from './difference.ts';
import { planned } from './plan.ts';
import { read } from './reading.ts';

type Client = Pick<RAMClient, 'send'>;

export const ramPermissionCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreatePermissionCommand(planned.parse(call.parameters)));
    return answer.permission?.arn;
  },
  async look(request, client) {
    return sightingOf(request, await read(request, client), difference);
  },
  classify(error) {
    // AWS's own CloudFormation handler reads this refusal the same way.
    const nameTaken =
      hasCode(error, 'OperationNotPermittedException') && /already exists/i.test(messageOf(error));
    return nameTaken ? 'taken' : classifyFailure(error, ramFailures);
  },
};
