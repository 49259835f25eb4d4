import type { Status } from '../../domain/request.ts';
import { workLists } from '../store/work-lists.ts';
import type { ReconcileContext } from './visit.ts';

/** Read units grow with what waits: a thousand rows are about 40, once a minute. */
const mostCounted = 1000;
const open = ['submitted', 'pending', 'approved'] as const satisfies readonly Status[];

/** Puts down how many requests wait and for how long. That it comes each minute tells that the reconciler runs. */
export async function measureWaiting(context: ReconcileContext): Promise<void> {
  const lists = workLists(context);
  await Promise.all(
    open.map(async (status) => {
      const { count, since } = await lists.waiting(status, mostCounted);
      const seconds = since === undefined ? 0 : (Date.parse(context.now()) - Date.parse(since)) / 1000;
      context.metrics.put('RequestsWaiting', count, status);
      context.metrics.put('OldestWaiting', seconds, status);
    }),
  );
}
