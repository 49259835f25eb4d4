import { CreatePermissionCommand, type RAMClient } from '@aws-sdk/client-ram';
import { ramFailures } from '../../aws/failure-tables.ts';
import { classifyFailure, hasCode, messageOf } from '../../aws/failures.ts';
import { sightingOf } from '../../aws/read-back.ts';
import type { Creation } from '../request-type.ts';
import { arnOf, planned } from './plan.ts';
import { permissionReading, readPermission } from './reading.ts';

type Client = Pick<RAMClient, 'send'>;

export const ramPermissionCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreatePermissionCommand(planned.parse(call.parameters)));
    return answer.permission?.arn;
  },
  async find(call, requestId, client) {
    const plan = planned.parse(call.parameters);
    const arn = arnOf(call, plan);
    const read = await readPermission(arn, client);
    return read ? sightingOf(requestId, permissionReading(read, plan, arn)) : { kind: 'absent' };
  },
  classify(error) {
    // AWS's own CloudFormation handler reads this refusal the same way.
    const nameTaken =
      hasCode(error, 'OperationNotPermittedException') && /already exists/i.test(messageOf(error));
    return nameTaken ? 'taken' : classifyFailure(error, ramFailures);
  },
};
