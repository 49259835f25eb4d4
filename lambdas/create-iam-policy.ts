import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { iamPolicyCreation } from '../domain/request-types/iam-policy.ts';
import { nothingPinned } from '../domain/request-types/pins.ts';
import { executor } from './create/execute.ts';
import { serve } from './serve.ts';
import { slackClient } from './slack/client.ts';
import { slackSecret } from './slack/secret.ts';

/** State "Create IAM policy": see `create/execute.ts` for what it does, `domain/request-types/iam-policy.ts` for how. */
export const createIamPolicy = executor(iamPolicyCreation);

export const handler = serve(
  'create-iam-policy',
  ({ SLACK_SECRET_ARN, SLACK_API_URL }) => ({
    dynamodb: new DynamoDBClient(),
    slack: slackClient(slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN), SLACK_API_URL),
    target: new IAMClient({ maxAttempts: 1 }),
    readPins: nothingPinned,
  }),
  createIamPolicy,
);
