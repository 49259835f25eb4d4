import { reminderMessage } from '../../domain/slack/outcome.ts';
import type { Request } from '../../domain/trail/request.ts';
import { remind } from '../../domain/trail/transitions.ts';
import type { SlackClient } from '../slack/client.ts';
import { SlackFailure } from '../slack/failure.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import type { SlackRun } from './slack-run.ts';
import type { ReconcileContext } from './visit.ts';

/**
 * Reminds the approvers if it is time. The event comes before the message, and the message is claimed before it is
 * sent: two runs at once remind once. One that Slack refused is owed, and sent by a later visit.
 */
export async function remindApprovers(
  request: Request,
  row: Row,
  run: SlackRun,
  context: ReconcileContext,
): Promise<'told' | 'owed' | 'not due'> {
  if (!row.ts || request.status !== 'pending') return 'not due';
  const isDue = remind(request, context.now()) !== undefined;
  const isOwed = row.reminded !== undefined && row.reminded < request.reminders;
  if (!isDue && !isOwed) return 'not due';
  if (run.slack.sparedFor) return 'owed';
  const advance = await auditTrail(context).advance(request.id, (current) => remind(current, context.now()));
  if (!advance || !(advance.appended || isOwed)) return 'not due';
  return tell(advance.request, { ...row, ts: row.ts }, run, context);
}

async function tell(
  request: Request,
  row: Row & { ts: string },
  run: SlackRun,
  context: ReconcileContext,
): Promise<'told' | 'owed' | 'not due'> {
  const index = workIndex(context);
  const { id, reminders: reminded } = request;
  const claim = { expression: 'attribute_not_exists(reminded) OR reminded < :reminded' };
  if (!(await index.set(id, { reminded }, claim))) return 'not due';
  const { channel = context.configuration.slack.channel, ts: threadTs } = row;
  try {
    await post({ channel, threadTs, text: reminderMessage(request) }, run, context);
    return 'told';
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    context.log.warn('Reminder not delivered', { code: error.code, kind: error.kind });
    if (error.mayHaveHappened) return 'told';
    await index.set(id, { reminded: reminded - 1 });
    return 'owed';
  }
}

/** Posts at the pace that Slack allows. */
async function post(
  message: Parameters<SlackClient['post']>[0],
  { slack, fits }: SlackRun,
  { sleep }: ReconcileContext,
): Promise<void> {
  await slack.post(message).catch(async (error: unknown) => {
    const retryAfter = error instanceof SlackFailure ? error.retryAfter : undefined;
    if (retryAfter === undefined || !fits(retryAfter)) throw error;
    await sleep(retryAfter * 1000);
    await slack.post(message);
  });
}
