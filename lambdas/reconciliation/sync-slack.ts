import type { Request } from '../../domain/trail/request.ts';
import { syncCard } from '../slack/sync-card.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { nextVisit } from '../workflow/next-visit.ts';
import { remindApprovers } from './remind.ts';
import type { Repaired } from './repair-request.ts';
import type { SlackRun } from './slack-run.ts';
import type { Action, ReconcileContext } from './visit.ts';

/** The second half of a visit: reminds, brings Slack up to date, and sets when to look again. */
export async function syncSlack(
  { id, found }: Repaired,
  run: SlackRun,
  context: ReconcileContext,
): Promise<Action[]> {
  if (!found) return [];
  const { row } = found;
  const slackContext = { ...context, clients: { ...context.clients, slack: run.slack } };
  const reminder = await remindApprovers(found.request, row, run, context);
  const { request, shown, ...card } = await updateCard(id, run, slackContext);
  const actions: Action[] = [
    ...(reminder === 'told' ? ['reminded' as const] : []),
    ...(shown ? ['shown' as const] : []),
  ];
  const settled = card.settled && reminder !== 'owed';
  const visits = visitsInVain(request, row, settled, run);
  const now = context.now();
  const next = nextVisit(request, now, settled, visits);
  await workIndex(context).reflect(request, now, next, { visits });
  return actions;
}

/** That Slack asks for patience is nobody's fault: such a visit neither failed nor made progress. */
function visitsInVain({ head }: Request, row: Row, settled: boolean, { slack }: SlackRun): number {
  if (head.length > row.seq) return 0;
  return !settled && slack.sparedFor === 'rate-limited' ? row.visits : row.visits + 1;
}

interface Shown {
  request: Request;
  settled: boolean;
  /** The card was behind and no longer is. */
  shown: boolean;
}

/** Brings Slack up to date at the pace it allows: waits as long as it asks, while the run has time. */
async function updateCard(id: string, run: SlackRun, context: ReconcileContext): Promise<Shown> {
  for (;;) {
    const [request, row] = await Promise.all([auditTrail(context).load(id), workIndex(context).get(id)]);
    if (!request || !row) throw new TypeError(`${id} vanished during a visit`);
    const behind = request.approval !== undefined && row.cardSeq !== request.head.length;
    const keeping = await syncCard(request, row, context);
    if (keeping.settled) return { request, settled: true, shown: behind };
    const { retryAfter } = keeping;
    if (retryAfter === undefined || !run.fits(retryAfter)) return { request, settled: false, shown: false };
    await context.sleep(retryAfter * 1000);
  }
}
