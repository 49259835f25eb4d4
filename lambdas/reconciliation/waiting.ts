import type { Status } from '../../domain/trail/request.ts';
import { workLists } from '../store/work-lists.ts';
import type { ReconcileContext } from './visit.ts';

/** A page of a list: what a look costs must not grow with what is stored. The 25 oldest are what matters. */
const maxCounted = 25;
const open = ['submitted', 'pending', 'approved'] as const satisfies readonly Status[];

/** Puts down how many requests wait and for how long. That it comes each minute tells that the reconciler runs. */
export async function measureWaiting(context: ReconcileContext): Promise<void> {
  const lists = workLists(context);
  await Promise.all(
    open.map(async (status) => {
      const rows = await lists.oldest(status, maxCounted);
      // People take their time from when they are asked; machinery is stuck if nothing happens.
      const [since] = rows.map((row) => (status === 'pending' ? row.createdAt : row.updatedAt)).sort();
      const seconds = since === undefined ? 0 : (Date.parse(context.now()) - Date.parse(since)) / 1000;
      context.metrics.put('RequestsWaiting', rows.length, status);
      context.metrics.put('OldestWaiting', seconds, status);
    }),
  );
}
