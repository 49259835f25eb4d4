import { IAMClient } from '@aws-sdk/client-iam';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { inHaste } from '../domain/aws/haste.ts';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../domain/aws/paced-roles-anywhere.ts';
import { pinReader } from '../domain/request-types/pin-reading.ts';
import { rolesAnywhereProfileCreation } from '../domain/request-types/rolesanywhere-profile/creation.ts';
import { executor } from './create/execute.ts';
import { serveCreator } from './create/serve-creator.ts';

/** State "Create Roles Anywhere profile": see `create/execute.ts` for what it does, `domain/request-types/rolesanywhere-profile/creation.ts` for how. */
export const createRolesAnywhereProfile = executor(rolesAnywhereProfileCreation);

export const handler = serveCreator(
  'create-rolesanywhere-profile',
  createRolesAnywhereProfile,
  ({ timing, configuration }, { AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }) => ({
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself, and sends twice with maxAttempts 1.
    target: pacedRolesAnywhere(
      new RolesAnywhereClient({ maxAttempts: 0, ...(endpoint && { endpoint }) }),
      timing,
      inHaste,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
    readPins: pinReader(pacedReads(new IAMClient(), timing)),
  }),
);
