import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { unhurried } from '../domain/aws/haste.ts';
import { pacedRolesAnywhere } from '../domain/aws/paced-roles-anywhere.ts';
import { rolesAnywhereProfileRemoval } from '../domain/request-types/rolesanywhere-profile/removal.ts';
import { remover } from './remove/remove.ts';
import { serveRemover } from './remove/serve-remover.ts';

/** State "Remove Roles Anywhere profile": see `remove/remove.ts` for what it does, `domain/request-types/rolesanywhere-profile/removal.ts` for how. */
export const removeRolesAnywhereProfile = remover(rolesAnywhereProfileRemoval);

export const handler = serveRemover(
  'remove-rolesanywhere-profile',
  removeRolesAnywhereProfile,
  ({ timing, configuration }, { AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }) =>
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself, and sends twice with maxAttempts 1.
    pacedRolesAnywhere(
      new RolesAnywhereClient({ maxAttempts: 0, ...(endpoint && { endpoint }) }),
      timing,
      unhurried,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
);
