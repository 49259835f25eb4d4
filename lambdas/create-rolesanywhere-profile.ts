import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { SSMClient } from '@aws-sdk/client-ssm';
import { inHaste } from '../domain/aws/haste.ts';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../domain/aws/paced-roles-anywhere.ts';
import { pinReader } from '../domain/request-types/pin-reading.ts';
import { rolesAnywhereProfileCreation } from '../domain/request-types/rolesanywhere-profile/creation.ts';
import { executor } from './create/execute.ts';
import { killSwitch } from './create/kill-switch.ts';
import { serve } from './serve.ts';
import { connectSlack } from './slack/connect.ts';

/** State "Create Roles Anywhere profile": see `create/execute.ts` for what it does, `domain/request-types/rolesanywhere-profile/creation.ts` for how. */
export const createRolesAnywhereProfile = executor(rolesAnywhereProfileCreation);

export const handler = serve(
  'create-rolesanywhere-profile',
  ({ AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint, ...environment }, metrics, { timing, configuration }) => ({
    dynamodb: new DynamoDBClient(),
    slack: connectSlack(environment, metrics),
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself, and sends twice with maxAttempts 1.
    target: pacedRolesAnywhere(
      new RolesAnywhereClient({ maxAttempts: 0, ...(endpoint && { endpoint }) }),
      timing,
      inHaste,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
    readPins: pinReader(pacedReads(new IAMClient(), timing)),
    killSwitch: killSwitch(new SSMClient(), environment.KILL_SWITCH_PARAMETER),
  }),
  createRolesAnywhereProfile,
);
