import { iamPolicy } from './iam-policy/submission.ts';
import { iamRole } from './iam-role/submission.ts';
import type { RequestTypeName } from './names.ts';
import { ramPermission } from './ram-permission/submission.ts';
import type { PermissionContext, PolicyStatementData, Submission } from './request-type.ts';
import { rolesAnywhereProfile } from './rolesanywhere-profile/submission.ts';

/**
 * What may be asked for. Only the halves that need no AWS client, so that a bundler leaves the clients out of
 * functions that create nothing; each creating function imports its type's other half from that type's file.
 */
export const submissions = {
  'iam-role': iamRole,
  'iam-policy': iamPolicy,
  'rolesanywhere-profile': rolesAnywhereProfile,
  'ram-permission': ramPermission,
} as const satisfies Record<RequestTypeName, Submission>;

/** What it takes to compare the account with the approvals, for all types. */
export function listingPermissions(place: Omit<PermissionContext, 'guardrails'>): PolicyStatementData[] {
  return Object.values(submissions).flatMap((submission) => submission.listingPermissions(place));
}
