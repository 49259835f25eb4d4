import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { iamRoleCreation } from '../domain/request-types/iam-role.ts';
import { pinReader } from '../domain/request-types/pins.ts';
import { executor } from './create/execute.ts';
import { serve } from './serve.ts';
import { slackClient } from './slack/client.ts';
import { slackSecret } from './slack/secret.ts';

/** State "Create IAM role": see `create/execute.ts` for what it does, `domain/request-types/iam-role.ts` for how. */
export const createIamRole = executor(iamRoleCreation);

export const handler = serve(
  'create-iam-role',
  ({ SLACK_SECRET_ARN, SLACK_API_URL }) => {
    const target = new IAMClient({ maxAttempts: 1 });
    return {
      dynamodb: new DynamoDBClient(),
      slack: slackClient(slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN), SLACK_API_URL),
      target,
      readPins: pinReader(target),
    };
  },
  createIamRole,
);
