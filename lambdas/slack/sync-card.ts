import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { outcomeMessage, undoMessage } from '../../domain/slack/outcome.ts';
import { addMilliseconds } from '../../domain/time.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import type { Log } from '../log.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import type { SlackClient } from './client.ts';
import { slackIdOf } from './directory.ts';
import { SlackCircuitOpen, SlackFailure } from './failure.ts';
import { sendCard } from './send-card.ts';

/** No function that paints runs longer, in milliseconds. */
const maxCardUpdateMs = 60_000;

interface KeeperContext {
  clients: { dynamodb: Pick<DynamoDBClient, 'send'>; slack: SlackClient };
  environment: { REQUESTS_TABLE: string };
  configuration: Configuration;
  now: () => string;
  log: Log;
}

/**
 * How Slack stands to a request: all is shown, or not yet; then in how many seconds Slack wants to be asked again, or
 * whether somebody else is posting the card at this moment.
 */
export type Keeping = { settled: true } | { settled: false; retryAfter?: number; claimed?: true };

/**
 * Makes Slack show a request as it is: posts the missing card, updates one that is behind, tells an outcome in its
 * thread, once. Does what is missing and nothing twice, so any function may call it at any time. Never throws for
 * what Slack does: that is left to the next visit.
 */
export async function syncCard(request: Request, row: Row, context: KeeperContext): Promise<Keeping> {
  try {
    if (!row.ts) return await keepPosted(request, row, context);
    const isShown = await refresh(request, { ...row, ts: row.ts }, context);
    if (isTerminal(request.status)) await tellOutcome(request, row, row.ts, context);
    await tellUndo(request, row, row.ts, context);
    return { settled: isShown };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    if (!(error instanceof SlackCircuitOpen)) {
      context.log.warn('Slack did not take it', {
        requestId: request.id,
        code: error.code,
        kind: error.kind,
      });
    }
    return { settled: false, ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }) };
  }
}

/** Posts the card if there must be one; unless somebody else is about to. */
async function keepPosted(request: Request, row: Row, context: KeeperContext): Promise<Keeping> {
  if (request.approval === undefined || isTerminal(request.status)) return { settled: true };
  return (await postCard(request, row, context)) ? { settled: true } : { settled: false, claimed: true };
}

/** Posts the card; false if somebody else is about to. */
async function postCard(
  request: Request,
  { requesterInSlack }: Row,
  context: KeeperContext,
): Promise<boolean> {
  const { channel } = context.configuration.slack;
  const index = workIndex(context);
  const claimed = await index.claimCard(request.id, context.now(), requesterInSlack);
  if (!claimed) return false;
  const { slack } = context.clients;
  const posting = sendCard(request, claimed.requesterInSlack, context, (card) =>
    slack.post({ channel, ...card }),
  );
  const ts = await posting.catch(async (error: unknown) => {
    await giveUp(request, claimed, error, context);
    throw error;
  });
  const stored = await index.storeCard(request.id, { channel, ts, cardSeq: request.head.length });
  if (!stored) await index.addStray(request.id, ts);
  return true;
}

/** A minute, then 4, 16, at most 60: each of these posts may stand in the channel, as one more card. */
const maxHold = 60;

/**
 * A card that Slack did not take is posted at the next occasion. One of which nobody knows is not: should Slack be
 * slow rather than down, each visit would leave another card.
 */
async function giveUp({ id }: Request, { lostPosts }: Row, error: unknown, context: KeeperContext) {
  const index = workIndex(context);
  if (!(error instanceof SlackFailure) || !error.mayHaveHappened) return index.releaseCard(id);
  const minutes = Math.min(4 ** lostPosts, maxHold);
  return index.holdCard(id, addMilliseconds(context.now(), minutes * 60_000), lostPosts + 1);
}

/**
 * Brings every card up to date; false if that may not last: whoever saw the state before the last event may still
 * updateCard it over this one, so that a later visit paints again.
 */
async function refresh(
  request: Request,
  row: Row & { ts: string },
  context: KeeperContext,
): Promise<boolean> {
  if (row.cardSeq === request.head.length) return true;
  const { slack } = context.clients;
  const channel = row.channel ?? context.configuration.slack.channel;
  for (const ts of [row.ts, ...row.strays]) {
    await sendCard(request, row.requesterInSlack, context, (card) =>
      slack.update({ channel, ts, ...card }),
    ).catch(unlessGone);
  }
  if (request.updatedAt > addMilliseconds(context.now(), -maxCardUpdateMs)) return false;
  return workIndex(context).cardShows(request.id, request.head.length);
}

/** A card that somebody deleted needs no update; every other error of Slack is a reason to come again. */
function unlessGone(error: unknown): void {
  if (!(error instanceof SlackFailure && error.code === 'message_not_found')) throw error;
}

/** Claimed before it is sent: two functions at once tell it once, a crash in between leaves only the card to say it. */
async function tellOutcome(request: Request, { channel }: Row, threadTs: string, context: KeeperContext) {
  const index = workIndex(context);
  const claim = { expression: 'attribute_not_exists(outcomeTold)' };
  if (!(await index.set(request.id, { outcomeTold: true }, claim))) return;
  const message = { channel: channel ?? context.configuration.slack.channel, threadTs };
  try {
    const { configuration, clients } = context;
    const requester = await slackIdOf(request.requester, clients.slack, configuration);
    await clients.slack.post({ ...message, text: outcomeMessage(request, requester) });
  } catch (error) {
    await index.set(request.id, { outcomeTold: undefined });
    throw error;
  }
}

/** As the outcome: claimed before it is sent, once for each event about it. */
async function tellUndo(
  request: Request,
  { channel, undoTold }: Row,
  threadTs: string,
  context: KeeperContext,
) {
  const text = undoMessage(request);
  const { undoSeq } = request;
  if (text === undefined || undoSeq === undefined || (undoTold ?? 0) >= undoSeq) return;
  const index = workIndex(context);
  const claim = { expression: 'attribute_not_exists(undoTold) OR undoTold < :undoTold' };
  if (!(await index.set(request.id, { undoTold: undoSeq }, claim))) return;
  try {
    await context.clients.slack.post({
      channel: channel ?? context.configuration.slack.channel,
      threadTs,
      text,
    });
  } catch (error) {
    await index.set(request.id, { undoTold: undoSeq - 1 });
    throw error;
  }
}
