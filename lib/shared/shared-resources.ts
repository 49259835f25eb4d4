import type { AuditTrail } from '../audit/audit-trail.ts';
import type { KillSwitch } from '../creators/kill-switch.ts';
import type { FunctionBundle } from '../functions/function-bundle.ts';
import type { Executions } from '../workflow/executions.ts';
import type { WorkIndex } from '../workflow/work-index.ts';
import type { SlackSecret } from './slack-secret.ts';

/** What functions are made of and given access to. */
export interface SharedResources {
  bundle: FunctionBundle;
  auditTrail: AuditTrail;
  workIndex: WorkIndex;
  slackSecret: SlackSecret;
  killSwitch: KillSwitch;
  executions: Executions;
}
