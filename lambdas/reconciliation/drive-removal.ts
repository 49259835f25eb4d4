import type { Request } from '../../domain/trail/request.ts';
import { undoDueAt } from '../../domain/trail/undoing.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { removalName, removals } from '../workflow/removals.ts';
import type { Action, ReconcileContext } from './visit.ts';

/**
 * Makes sure that an execution removes what a failed creation made, once it may be removed. One that failed is followed by
 * the next at this visit: visits without progress are ever further apart.
 */
export async function driveRemoval(
  request: Request,
  { removal }: Row,
  context: ReconcileContext,
): Promise<Action[]> {
  const dueAt = undoDueAt(request);
  if (dueAt === undefined || context.now() < dueAt) return [];
  const { start, statusOf } = removals(context);
  const status = removal === undefined ? undefined : await statusOf(removal);
  if (status === 'RUNNING') return [];
  const wasNeverStarted = removal !== undefined && status === undefined;
  const name = wasNeverStarted ? removal : removalName(request, removal);
  // Named before it starts: what a crash leaves unstarted, the next visit starts under the same name.
  await workIndex(context).set(request.id, { removal: name });
  await start(request, name);
  return ['removing'];
}
