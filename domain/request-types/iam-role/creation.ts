import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { iamFailures } from '../../aws/failure-tables.ts';
import { classifyFailure, messageOf } from '../../aws/failures.ts';
import type { PlannedCall } from '../../plan.ts';
import { sightingOf } from '../reading.ts';
import type { Creation } from '../request-type.ts';
import { difference } from './difference.ts';
import { planned, plannedAttachment, plannedInlinePolicy } from './plan.ts';
import { read } from './reading.ts';

type Client = Pick<IAMClient, 'send'>;

/** How long a role or user may stay unknown to IAM after its creation; Terraform allows the same. Services are not created. */
const principalSettleSeconds = 120;

export const iamRoleCreation: Creation<Client> = {
  lookFirst: false,
  send,
  async look(request, client) {
    return sightingOf(request, await read(request, client), difference);
  },
  classify(error, elapsedSeconds = Number.POSITIVE_INFINITY) {
    const principalUnknown = messageOf(error).startsWith('Invalid principal in policy: "AWS"');
    if (principalUnknown && elapsedSeconds < principalSettleSeconds) return 'transient';
    return classifyFailure(error, iamFailures);
  },
};

/** Of the three, only the first can be refused because it was sent before. */
async function send({ operation, parameters }: PlannedCall, client: Client): Promise<string | undefined> {
  switch (operation) {
    case 'CreateRole':
      return (await client.send(new CreateRoleCommand(planned.parse(parameters)))).Role?.Arn;
    case 'PutRolePolicy':
      await client.send(new PutRolePolicyCommand(plannedInlinePolicy.parse(parameters)));
      return undefined;
    case 'AttachRolePolicy':
      await client.send(new AttachRolePolicyCommand(plannedAttachment.parse(parameters)));
      return undefined;
    default:
      throw new RangeError(`A role's plan has no ${operation}`);
  }
}
