import type { Finding } from '../../finding.ts';
import { sessionDurationFindings } from '../../policy/durations.ts';
import type { PlannedRole } from './plan.ts';

/** What the parameters of a role say about its sessions. */
export function roleFindings(role: PlannedRole): Finding[] {
  return [
    ...sessionDurationFindings(role.MaxSessionDuration, '/parameters/MaxSessionDuration'),
    ...unreachableByConsole(role),
  ];
}

/** The console switches only to roles whose path and name have 64 characters together (IAM quotas). */
function unreachableByConsole({ Path, RoleName }: PlannedRole): Finding[] {
  if (Path.length + RoleName.length <= 64) return [];
  const message =
    'Path and name have more than 64 characters together: nobody can switch to this role in the console.';
  return [{ code: 'ROLE_NOT_IN_CONSOLE', severity: 'low', pointer: '/parameters/RoleName', message }];
}
