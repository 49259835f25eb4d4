import { DecisionRefused, refusal, type Word } from '../../domain/approval/decide.ts';
import { actorOf, type Interaction } from '../../domain/slack/interaction.ts';
import { isFromOurs } from '../../domain/slack/sender.ts';
import type { Draft } from '../../domain/trail/events.ts';
import type { Request } from '../../domain/trail/request.ts';
import { type Card, follow, showStray } from '../decisions/follow.ts';
import { judge, recordRefusal } from '../decisions/judge.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import { workIndex } from '../store/work-index.ts';
import { SlackFailure } from './failure.ts';
import type { InteractionContext } from './interaction-context.ts';

/** Something a person did in Slack: with which card, about which request, saying what. */
export interface Gesture {
  interaction: Interaction;
  card: Card;
  requestId: string;
  word: Word;
}

/**
 * Puts an approver's word into the trail, then lets the workflow go on and brings the card up to date. The visit
 * asked for beforehand makes the reconciler finish what a crash leaves undone.
 */
export async function record(gesture: Gesture, context: InteractionContext): Promise<void> {
  const { requestId, word, card } = gesture;
  const trail = auditTrail(context);
  const row = await workIndex(context).expectVisit(requestId, word.at);
  const advance = await answering(gesture, context, () =>
    trail.advance(requestId, (request) => judgeOurs(request, gesture, context)),
  );
  if (advance) return follow(advance.request, row, card, context);
  const request = row && row.ts !== card.ts ? await trail.load(requestId) : undefined;
  if (row && request) await showStray(request, row, card, context);
}

/** The request, if this word would count; whoever may not say it is told, and recorded. */
export function mayDecide(gesture: Gesture, context: InteractionContext): Promise<Request | undefined> {
  return answering(gesture, context, async () => {
    const request = await auditTrail(context).load(gesture.requestId);
    if (request) await judgeOurs(request, gesture, context);
    return request;
  });
}

async function judgeOurs(
  request: Request,
  { interaction, word }: Gesture,
  context: InteractionContext,
): Promise<Draft> {
  if (!isFromOurs(interaction, context.configuration.slack))
    throw refusal(word, 'wrong-workspace', 'Only members of our own workspace can decide.');
  return judge(request, word, context);
}

/** Runs `work`; a refusal is recorded and told to the one who clicked, and so is Slack's silence. */
async function answering<T>(gesture: Gesture, context: InteractionContext, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SlackFailure) {
      await tell(gesture, 'Slack did not tell who may decide; please try again.', context);
    } else if (error instanceof DecisionRefused) {
      context.metrics.count('DecisionsRefused', error.code);
      context.log.info('Refused', { code: error.code });
      await recordRefusal(gesture.requestId, error, context);
      await tell(gesture, error.message, context);
    } else if (error instanceof AppendConflict) {
      context.log.warn('Others were faster each time', { requestId: gesture.requestId });
      await tell(gesture, 'Others act on this request at this moment; please try again.', context);
    } else {
      throw error;
    }
    return undefined;
  }
}

/** Tells the clicker alone. That Slack may not deliver it is Slack's documented word on private messages. */
export async function tell(
  { card, interaction }: Gesture,
  text: string,
  context: InteractionContext,
): Promise<void> {
  await context.clients.slack
    .tell({ channel: card.channel, user: actorOf(interaction).id, text })
    .catch((error: unknown) => context.log.warn('Private answer not delivered', { error }));
}
