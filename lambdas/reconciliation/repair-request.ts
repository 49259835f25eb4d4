import { addMilliseconds } from '../../domain/time.ts';
import type { Request } from '../../domain/trail/request.ts';
import { expireUndecided } from '../../domain/trail/transitions.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { driveRemoval } from './drive-removal.ts';
import { driveWorkflow } from './drive-workflow.ts';
import type { Action, ReconcileContext, Scope } from './visit.ts';

/** A request whose trail and workflow are as they should be. */
export interface Repaired {
  id: string;
  actions: Action[];
  /** There unless nothing is left to do for it. */
  found?: { request: Request; row: Row };
}

/** A row whose submission died before event 1. Submitting takes 10 seconds at most, so this is no longer under way. */
const abandonedAfterMilliseconds = 60_000;

/** The first half of a visit: whatever the trail and the workflow of a request lack. Slack has no part in it. */
export async function repairRequest(id: string, scope: Scope, context: ReconcileContext): Promise<Repaired> {
  const row = await workIndex(context).get(id);
  if (!row) return { id, actions: [] };
  const advance = await auditTrail(context).advance(id, (request) =>
    expireUndecided(request, context.now(), 'reconcile'),
  );
  if (!advance) return { id, actions: await drop(row, scope, context) };
  const { request, appended } = advance;
  const actions = [
    ...(await driveWorkflow(request, row, context)),
    ...(await driveRemoval(request, row, context)),
  ];
  return { id, actions: appended ? ['expired', ...actions] : actions, found: { request, row } };
}

async function drop(row: Row, scope: Scope, context: ReconcileContext): Promise<Action[]> {
  const abandoned = row.createdAt < addMilliseconds(context.now(), -abandonedAfterMilliseconds);
  if (!abandoned && scope === 'due') return [];
  return (await workIndex(context).drop(row)) ? ['dropped'] : [];
}
