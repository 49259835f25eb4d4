import type { AuditTrail } from './audit-trail.ts';
import type { Executions } from './executions.ts';
import type { FunctionBundle } from './function-bundle.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { SlackSecret } from './slack-secret.ts';
import type { WorkIndex } from './work-index.ts';

/** What functions are made of and given access to. */
export interface SharedResources {
  bundle: FunctionBundle;
  auditTrail: AuditTrail;
  workIndex: WorkIndex;
  slackSecret: SlackSecret;
  killSwitch: KillSwitch;
  executions: Executions;
}
