import { DecisionRefused, decide, type Word } from '../../domain/decide.ts';
import type { Draft } from '../../domain/events.ts';
import type { Request } from '../../domain/request.ts';
import { cardOf } from '../../domain/slack/card.ts';
import { actorOf, type Interaction, isFromOurs } from '../../domain/slack/interaction.ts';
import type { Context } from '../serve.ts';
import type { Clients } from '../slack-interaction.ts';
import { auditTrail } from '../store/audit-trail.ts';
import { type Row, workIndex } from '../store/work-index.ts';
import { resume } from '../workflow/workflow.ts';
import { authorityOver } from './authority.ts';
import { SlackFailure } from './client.ts';

type InteractionContext = Context<'slack-interaction', Clients>;
interface Card {
  channel: string;
  ts: string;
}

/**
 * Puts an approver's word into the trail, then lets the workflow go on and brings the card up to date. The visit
 * asked for beforehand makes the reconciler finish what a crash leaves undone.
 */
export async function record(
  id: string,
  word: Word,
  by: Interaction,
  card: Card,
  context: InteractionContext,
) {
  const row = await workIndex(context).expectVisit(id, word.at);
  await answering(by, card, context, async () => {
    const advance = await auditTrail(context).advance(id, (request) => judge(request, word, by, context));
    if (advance) await follow(advance.request, row, card, context);
  });
}

/** The request, if this word would count; whoever may not say it is told, and recorded. */
export function mayDecide(id: string, word: Word, by: Interaction, card: Card, context: InteractionContext) {
  return answering(by, card, context, async () => {
    const request = await auditTrail(context).load(id);
    if (request) await judge(request, word, by, context);
    return request;
  });
}

async function judge(
  request: Request,
  word: Word,
  by: Interaction,
  context: InteractionContext,
): Promise<Draft> {
  const { configuration, clients } = context;
  if (!isFromOurs(by, configuration.slack)) throw foreign(request, word);
  const authority = await authorityOver(request, configuration, clients.slack, word.actor);
  if (!authority) throw new DecisionRefused('not-pending', 'This request is still being checked.');
  return decide(request, word, authority);
}

function foreign(request: Request, { actor, at, verdict }: Word): DecisionRefused {
  const reason = { code: 'wrong-workspace', message: 'Only members of our own workspace can decide.' };
  const known = request.status !== 'pending' || request.refused.includes(actor.id);
  const draft: Draft = { type: 'approval.refused', actor, at, detail: { verdict, reason } };
  return new DecisionRefused('wrong-workspace', reason.message, known ? undefined : draft);
}

/** Runs `work`; a refusal is recorded and told to the one who clicked, and so is Slack's silence. */
async function answering<T>(
  by: Interaction,
  card: Card,
  context: InteractionContext,
  work: () => Promise<T>,
) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SlackFailure) {
      return refusedFor(by, card, 'Slack did not tell who may decide; please try again.', context, error);
    }
    if (!(error instanceof DecisionRefused)) throw error;
    const { record: draft } = error;
    if (draft) await recordRefusal(by, draft, context);
    return refusedFor(by, card, error.message, context, error.code);
  }
}

async function recordRefusal(by: Interaction, draft: Draft, context: InteractionContext) {
  const { requestId } = by.type === 'block_actions' ? by.value : by.view.private_metadata;
  await auditTrail(context).advance(requestId, ({ refused }) =>
    refused.includes(draft.actor.id) ? undefined : draft,
  );
}

/** Tells the clicker alone. That Slack may not deliver it is Slack's documented word on private messages. */
export async function refusedFor(
  by: Interaction,
  card: Card,
  text: string,
  context: InteractionContext,
  why: unknown,
) {
  context.log.info('Told the clicker alone', { user: by.user.id, why });
  await context.clients.slack
    .tell({ channel: card.channel, user: actorOf(by).id, text })
    .catch((error: unknown) => context.log.warn('Private answer not delivered', { error }));
  return undefined;
}

async function follow(request: Request, row: Row | undefined, card: Card, context: InteractionContext) {
  const { clients, log } = context;
  const decided = request.status === 'approved' || request.status === 'denied';
  const outcomes = await Promise.allSettled([
    decided && row?.taskToken ? resume(clients.states, row.taskToken, request.status) : undefined,
    clients.slack.update({ ...card, ...cardOf(request) }),
    row && row.ts !== card.ts ? adopt(row, card, context) : undefined,
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      log.warn('Left to the reconciler', { id: request.id, error: outcome.reason });
  }
}

/** A card we did not know of: posted by a call whose answer was lost. From now on it is kept up to date too. */
async function adopt({ id, ts, strays }: Row, card: Card, context: InteractionContext) {
  const index = workIndex(context);
  if (!ts) await index.storeCard(id, { ...card, cardSeq: 0 });
  else if (!strays.includes(card.ts)) await index.set(id, { strays: [...strays, card.ts] });
}
