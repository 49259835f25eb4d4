import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { iamFailures } from '../../aws/failure-tables.ts';
import { classifyFailure, messageOf } from '../../aws/failures.ts';
import { sightingOf } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import type { Creation } from '../request-type.ts';
import { planned } from './plan.ts';
import { roleReading } from './reading.ts';

/** How long a role or user may stay unknown to IAM after its creation; Terraform allows the same. Services are not created. */
const principalSettleSeconds = 120;

export const iamRoleCreation: Creation<Pick<IAMClient, 'send'>> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreateRoleCommand(planned.parse(call.parameters)));
    return answer.Role?.Arn;
  },
  async find(call, requestId, client) {
    const role = planned.parse(call.parameters);
    const read = await findRole(role.RoleName, client);
    return read ? sightingOf(requestId, roleReading(read, role)) : { kind: 'absent' };
  },
  classify(error, elapsedSeconds = Number.POSITIVE_INFINITY) {
    const principalUnknown = messageOf(error).startsWith('Invalid principal in policy: "AWS"');
    if (principalUnknown && elapsedSeconds < principalSettleSeconds) return 'transient';
    return classifyFailure(error, iamFailures);
  },
};
