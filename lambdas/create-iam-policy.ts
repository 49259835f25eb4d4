import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SSMClient } from '@aws-sdk/client-ssm';
import { iamPolicyCreation } from '../domain/request-types/iam-policy/creation.ts';
import { nothingPinned } from '../domain/request-types/pin-reading.ts';
import { executor } from './create/execute.ts';
import { killSwitch } from './create/kill-switch.ts';
import { serve } from './serve.ts';
import { connectSlack } from './slack/connect.ts';

/** State "Create IAM policy": see `create/execute.ts` for what it does, `domain/request-types/iam-policy/creation.ts` for how. */
export const createIamPolicy = executor(iamPolicyCreation);

export const handler = serve(
  'create-iam-policy',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    slack: connectSlack(environment, metrics),
    target: new IAMClient({ maxAttempts: 1 }),
    readPins: nothingPinned,
    killSwitch: killSwitch(new SSMClient(), environment.KILL_SWITCH_PARAMETER),
  }),
  createIamPolicy,
);
