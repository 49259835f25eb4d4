import type { Finding } from '../../finding.ts';
import { sessionDurationFindings } from '../../policy/durations.ts';
import type { PlannedProfile } from './plan.ts';

/** What the parameters of a profile say about its sessions. */
export function profileFindings(profile: PlannedProfile): Finding[] {
  const findings = sessionDurationFindings(profile.durationSeconds, '/parameters/durationSeconds');
  if (profile.roleArns.length === 0) {
    const pointer = '/parameters/roleArns';
    const message = 'The profile names no role, so nobody can get a session with it yet.';
    findings.push({ code: 'PROFILE_WITHOUT_ROLES', severity: 'low', pointer, message });
  }
  return findings;
}
