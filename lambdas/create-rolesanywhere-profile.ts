import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { pinReader } from '../domain/request-types/pins.ts';
import { rolesAnywhereProfileCreation } from '../domain/request-types/rolesanywhere-profile.ts';
import { executor } from './create/execute.ts';
import { serve } from './serve.ts';
import { slackClient } from './slack/client.ts';
import { slackSecret } from './slack/secret.ts';

/** State "Create Roles Anywhere profile": see `create/execute.ts` for what it does, `domain/request-types/rolesanywhere-profile.ts` for how. */
export const createRolesAnywhereProfile = executor(rolesAnywhereProfileCreation);

export const handler = serve(
  'create-rolesanywhere-profile',
  ({ SLACK_SECRET_ARN, SLACK_API_URL, AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }) => ({
    dynamodb: new DynamoDBClient(),
    slack: slackClient(slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN), SLACK_API_URL),
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself, and sends twice with maxAttempts 1.
    target: new RolesAnywhereClient({ maxAttempts: 0, ...(endpoint && { endpoint }) }),
    readPins: pinReader(new IAMClient()),
  }),
  createRolesAnywhereProfile,
);
