import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SSMClient } from '@aws-sdk/client-ssm';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { iamRoleCreation } from '../domain/request-types/iam-role/creation.ts';
import { pinReader } from '../domain/request-types/pin-reading.ts';
import { executor } from './create/execute.ts';
import { killSwitch } from './create/kill-switch.ts';
import { serve } from './serve.ts';
import { connectSlack } from './slack/connect.ts';

/** State "Create IAM role": see `create/execute.ts` for what it does, `domain/request-types/iam-role/creation.ts` for how. */
export const createIamRole = executor(iamRoleCreation);

export const handler = serve(
  'create-iam-role',
  (environment, metrics, { timing }) => ({
    dynamodb: new DynamoDBClient(),
    slack: connectSlack(environment, metrics),
    target: new IAMClient({ maxAttempts: 1 }),
    readPins: pinReader(pacedReads(new IAMClient(), timing)),
    killSwitch: killSwitch(new SSMClient(), environment.KILL_SWITCH_PARAMETER),
  }),
  createIamRole,
);
