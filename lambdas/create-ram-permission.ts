import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RAMClient } from '@aws-sdk/client-ram';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { nothingPinned } from '../domain/request-types/pins.ts';
import { ramPermissionCreation } from '../domain/request-types/ram-permission.ts';
import { executor } from './create/execute.ts';
import { serve } from './serve.ts';
import { slackClient } from './slack/client.ts';
import { slackSecret } from './slack/secret.ts';

/** State "Create RAM permission": see `create/execute.ts` for what it does, `domain/request-types/ram-permission.ts` for how. */
export const createRamPermission = executor(ramPermissionCreation);

export const handler = serve(
  'create-ram-permission',
  ({ SLACK_SECRET_ARN, SLACK_API_URL }) => ({
    dynamodb: new DynamoDBClient(),
    slack: slackClient(slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN), SLACK_API_URL),
    target: new RAMClient({ maxAttempts: 1 }),
    readPins: nothingPinned,
  }),
  createRamPermission,
);
