import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ModalView } from '@slack/types';
import type { DecisionInput } from '../domain/approval/decide.ts';
import { reasonSchema } from '../domain/approval/decision-body.ts';
import { actorOf, type Click, type Denial, parseInteraction } from '../domain/slack/interaction.ts';
import { isFromOurs } from '../domain/slack/sender.ts';
import { shortViewOf } from '../domain/slack/short-card.ts';
import { denialView, planView } from '../domain/slack/views.ts';
import type { ApiEvent } from './http/api-event.ts';
import { rawBody } from './http/body.ts';
import { Problem } from './http/problems.ts';
import { header, json, serveRoute } from './http/route.ts';
import { interactiveTimeoutMs } from './slack/client.ts';
import { connectSlack } from './slack/connect.ts';
import { type CardInteraction, mayDecide, record, type SlackDecision, tell } from './slack/decision.ts';
import { SlackFailure } from './slack/failure.ts';
import type { InteractionContext } from './slack/interaction-context.ts';
import { isSigned } from './slack/signature.ts';
import { auditTrail } from './store/audit-trail.ts';

/** 1 MiB: Slack's payloads carry the whole message they belong to. */
const maxBytes = 1024 * 1024;
const acknowledged = json(200, {});

/** `POST /slack/interactions`: what people do with a card. Whoever it concerns alone is answered privately. */
export async function slackInteraction(event: ApiEvent, context: InteractionContext) {
  const parsed = parseInteraction(await signedBody(event, context));
  if (parsed.kind === 'malformed')
    throw new Problem('bad-payload', 'This is no payload that Slack documents.');
  if (parsed.kind === 'foreign') return acknowledged;
  const { interaction } = parsed;
  if (interaction.type === 'view_submission') return deny(interaction, context);
  switch (interaction.action_id) {
    case 'approve':
      return approve(interaction, context);
    case 'deny':
      return askWhy(interaction, context);
    case 'view':
      return showEverything(interaction, context);
  }
}

async function signedBody(event: ApiEvent, { clients, now }: InteractionContext): Promise<string> {
  const body = rawBody(event);
  if (body.length > maxBytes) throw new Problem('too-large', `Slack's payloads are below ${maxBytes} bytes.`);
  const timestamp = header(event, 'x-slack-request-timestamp');
  const signature = header(event, 'x-slack-signature');
  // Without a signature, there is no need for the secret, which may not be to be had.
  if (!signature || !isSigned({ body, timestamp, signature }, await clients.slack.signingSecret(), now())) {
    throw new Problem('unsigned', 'Only Slack may call this, with a fresh signature.');
  }
  return body.toString('utf8');
}

async function approve(click: Click, context: InteractionContext) {
  await record(decisionOf(click, 'approve', context), context);
  return acknowledged;
}

async function deny(denial: Denial, context: InteractionContext) {
  const { requestId, digest, card } = denial.view.private_metadata;
  const reason = reasonSchema.safeParse(denial.view.state.values.reason.reason.value);
  if (!reason.success) {
    const messages = reason.error.issues.map(({ message }) => message);
    return json(200, { response_action: 'errors', errors: { reason: messages.join(' ') } });
  }
  const actor = actorOf(denial);
  const input: DecisionInput = { verdict: 'deny', actor, digest, reason: reason.data, at: context.now() };
  await record({ interaction: denial, card, requestId, input }, context);
  return json(200, { response_action: 'clear' });
}

/** Opens the modal that asks why; somebody who may not deny is told at once instead. */
async function askWhy(click: Click, context: InteractionContext) {
  const decision = decisionOf(click, 'deny', context);
  const request = await mayDecide(decision, context);
  if (request) await open(decision, click.trigger_id, denialView(request, click.card), context);
  return acknowledged;
}

async function showEverything(click: Click, context: InteractionContext) {
  const about = interactionOf(click);
  if (!isFromOurs(click, context.configuration.slack)) {
    await tell(about, 'Only members of our own workspace can see this.', context);
    return acknowledged;
  }
  const request = await auditTrail(context).load(about.requestId);
  if (request) await open(about, click.trigger_id, planView(request), context, shortViewOf(request));
  return acknowledged;
}

/** A window that Slack refuses for what it says gives way to a shorter one, if there is one: its click is not used up. */
async function open(
  about: CardInteraction,
  triggerId: string,
  view: ModalView,
  context: InteractionContext,
  shorter?: ModalView,
): Promise<void> {
  await context.clients.slack.open(triggerId, view).catch(async (error: unknown) => {
    context.log.warn('Window not opened', { error });
    if (shorter && error instanceof SlackFailure && error.kind === 'content') {
      return open(about, triggerId, shorter, context);
    }
    await tell(about, 'Slack did not open the window; please try again.', context);
  });
}

function interactionOf(click: Click): CardInteraction {
  return { interaction: click, card: click.card, requestId: click.value.requestId };
}

function decisionOf(
  click: Click,
  verdict: DecisionInput['verdict'],
  { now }: InteractionContext,
): SlackDecision {
  const { digest } = click.value;
  return { ...interactionOf(click), input: { verdict, actor: actorOf(click), digest, at: now() } };
}

export const handler = serveRoute(
  'slack-interaction',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    slack: connectSlack(environment, metrics, interactiveTimeoutMs),
  }),
  slackInteraction,
);
