import { iamArn } from '../../aws/arns.ts';
import { boundaryPolicyName } from '../../aws/own-resources.ts';
import type { PlannedCall } from '../../plan.ts';
import { firstCall } from '../planned-call.ts';
import type { PlannedRole } from './plan.ts';

/** Whether a role gets the boundary that this stack ships, whose words are known. */
export function isShippedBoundary(
  { PermissionsBoundary }: PlannedRole,
  calls: readonly PlannedCall[],
): boolean {
  return PermissionsBoundary === iamArn(firstCall(calls), 'policy', '/', boundaryPolicyName);
}
