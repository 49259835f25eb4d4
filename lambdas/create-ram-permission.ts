import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RAMClient } from '@aws-sdk/client-ram';
import { SSMClient } from '@aws-sdk/client-ssm';
import { nothingPinned } from '../domain/request-types/pin-reading.ts';
import { ramPermissionCreation } from '../domain/request-types/ram-permission/creation.ts';
import { executor } from './create/execute.ts';
import { killSwitch } from './create/kill-switch.ts';
import { serve } from './serve.ts';
import { connectSlack } from './slack/connect.ts';

/** State "Create RAM permission": see `create/execute.ts` for what it does, `domain/request-types/ram-permission/creation.ts` for how. */
export const createRamPermission = executor(ramPermissionCreation);

export const handler = serve(
  'create-ram-permission',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    slack: connectSlack(environment, metrics),
    target: new RAMClient({ maxAttempts: 1 }),
    readPins: nothingPinned,
    killSwitch: killSwitch(new SSMClient(), environment.KILL_SWITCH_PARAMETER),
  }),
  createRamPermission,
);
