import { addMilliseconds } from '../../domain/time.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { nextWait } from '../workflow/next-visit.ts';
import type { ReconcileContext } from './visit.ts';

/** An hour: only a person can mend a row that cannot be read. */
const unreadableMilliseconds = 3_600_000;

/** Sets when to look again at a request whose visit failed: ever more seldom, so that it does not block the others. */
export async function putOff(id: string, context: ReconcileContext): Promise<void> {
  const index = workIndex(context);
  let row: Row | undefined;
  try {
    row = await index.get(id);
  } catch (error) {
    context.log.error('A row cannot be read', { requestId: id, error });
    await index.postpone(id, addMilliseconds(context.now(), unreadableMilliseconds));
  }
  if (row) await index.schedule(row, nextWait(context.now(), row.visits), row.visits + 1);
}
