import { type DecisionInput, DecisionRefused, refusal } from '../../domain/approval/decide.ts';
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

/** What a person did with a card, and about which request. */
export interface CardInteraction {
  interaction: Interaction;
  card: Card;
  requestId: string;
}

/** An interaction that decides, or is about to. */
export interface SlackDecision extends CardInteraction {
  input: DecisionInput;
}

/**
 * Puts an approver's decision into the trail, then lets the workflow go on and brings the card up to date. The visit
 * asked for beforehand makes the reconciler finish what a crash leaves undone.
 */
export async function record(decision: SlackDecision, context: InteractionContext): Promise<void> {
  const { requestId, input, card } = decision;
  const trail = auditTrail(context);
  const row = await workIndex(context).expectVisit(requestId, input.at);
  const advance = await answering(decision, context, () =>
    trail.advance(requestId, (request) => judgeOurs(request, decision, context)),
  );
  if (advance) return follow(advance.request, row, card, context);
  const request = row && row.ts !== card.ts ? await trail.load(requestId) : undefined;
  if (row && request) await showStray(request, row, card, context);
}

/** The request, if this decision would count; otherwise the refusal is recorded and told privately. */
export function mayDecide(
  decision: SlackDecision,
  context: InteractionContext,
): Promise<Request | undefined> {
  return answering(decision, context, async () => {
    const request = await auditTrail(context).load(decision.requestId);
    if (request) await judgeOurs(request, decision, context);
    return request;
  });
}

async function judgeOurs(
  request: Request,
  { interaction, input }: SlackDecision,
  context: InteractionContext,
): Promise<Draft> {
  if (!isFromOurs(interaction, context.configuration.slack))
    throw refusal(input, 'wrong-workspace', 'Only members of our own workspace can decide.');
  return judge(request, input, context);
}

/** Runs `work`; a refusal is recorded and told to the one who clicked, and so is Slack's silence. */
async function answering<T>(decision: SlackDecision, context: InteractionContext, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SlackFailure) {
      await tell(decision, 'Slack did not tell who may decide; please try again.', context);
    } else if (error instanceof DecisionRefused) {
      context.metrics.count('DecisionsRefused', error.code);
      context.log.info('Refused', { code: error.code });
      await recordRefusal(decision.requestId, error, context);
      await tell(decision, error.message, context);
    } else if (error instanceof AppendConflict) {
      context.log.warn('Others were faster each time', { requestId: decision.requestId });
      await tell(decision, 'Others are changing this request right now; please try again.', context);
    } else {
      throw error;
    }
    return undefined;
  }
}

/** Tells the clicker alone. That Slack may not deliver it is what Slack documents of private messages. */
export async function tell(
  { card, interaction }: CardInteraction,
  text: string,
  context: InteractionContext,
): Promise<void> {
  await context.clients.slack
    .tell({ channel: card.channel, user: actorOf(interaction).id, text })
    .catch((error: unknown) => context.log.warn('Private answer not delivered', { error }));
}
