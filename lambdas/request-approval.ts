import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { windowMilliseconds } from '../domain/approval/approval-rule.ts';
import { requiredApprovals } from '../domain/approval/quorum.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Actor, Draft } from '../domain/trail/events.ts';
import type { Request } from '../domain/trail/request.ts';
import { type Context, serve } from './serve.ts';
import type { SlackClient } from './slack/client.ts';
import { connectSlack } from './slack/connect.ts';
import { slackIdOf } from './slack/directory.ts';
import { SlackFailure } from './slack/failure.ts';
import { syncCard } from './slack/sync-card.ts';
import { auditTrail } from './store/audit-trail.ts';
import { cardClaimSeconds } from './store/card-rows.ts';
import type { Row } from './store/row.ts';
import { workIndex } from './store/work-index.ts';
import { nextVisit } from './workflow/next-visit.ts';
import { step } from './workflow/step.ts';
import { tokenOrder } from './workflow/token-order.ts';
import { resume } from './workflow/workflow.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  slack: SlackClient;
}
type ApprovalContext = Context<'request-approval', Clients>;

const requester: Actor = { kind: 'system', id: 'request-approval' };
const input = z.object({
  requestId: z.uuid(),
  taskToken: z.string().min(1).max(2048),
  execution: z.string(),
  enteredAt: z.string(),
  retryCount: z.number(),
});

/**
 * State "Request approval": stores the task token, asks the approvers once, and resumes itself if the trail is
 * decided already. Slack never fails it: what could not be posted, the reconciler posts.
 */
export const requestApproval = step(async (event: unknown, context: ApprovalContext): Promise<void> => {
  const { requestId, taskToken, ...attempt } = input.parse(event);
  const index = workIndex(context);
  const trail = auditTrail(context);
  await index.storeToken(requestId, taskToken, tokenOrder(requestId, attempt));
  const advance = await trail.advance(requestId, (request) => ask(request, context));
  if (!advance) throw new TypeError(`There is no request ${requestId}`);
  const row = await index.keepUp(advance.request, context.now());
  if (row)
    await post(
      advance.request,
      await namingRequester(advance.request, row, context),
      attempt.retryCount > 0,
      context,
    );
  await settle(requestId, taskToken, context);
});

/** The row with whom the card names; not even a card needs Slack to say who that is. */
async function namingRequester(request: Request, row: Row, context: ApprovalContext): Promise<Row> {
  if (row.ts || row.requesterInSlack || request.status !== 'pending') return row;
  const { clients, configuration } = context;
  const known = slackIdOf(request.requester, clients.slack, configuration);
  return { ...row, requesterInSlack: await known.catch(unlessSlack) };
}

function unlessSlack(error: unknown): undefined {
  if (!(error instanceof SlackFailure)) throw error;
}

/** Posts the card. An attempt that died may have claimed that for the next seconds: the one after it waits for that. */
async function post(request: Request, row: Row, isRetry: boolean, context: ApprovalContext): Promise<void> {
  const keeping = await syncCard(request, row, context);
  if (keeping.settled || !isRetry || !keeping.claimed) return;
  await context.sleep(cardClaimSeconds * 1000);
  const [now, fresh] = await Promise.all([
    auditTrail(context).load(request.id),
    workIndex(context).get(request.id),
  ]);
  if (now && fresh) await syncCard(now, fresh, context);
}

/** Looks again after the token and the card are known to others: what happened meanwhile is not waited for. */
async function settle(requestId: string, taskToken: string, context: ApprovalContext): Promise<void> {
  const [request, row] = await Promise.all([
    auditTrail(context).load(requestId),
    workIndex(context).get(requestId),
  ]);
  if (!request || !row) return;
  const decided = request.status !== 'pending' && request.status !== 'submitted';
  if (decided) await resume(context.clients.states, taskToken, request.status);
  const { settled } = decided
    ? await syncCard(request, row, context)
    : { settled: row.cardSeq === request.head.length };
  const now = context.now();
  await workIndex(context).reflect(request, now, nextVisit(request, now, settled, row.visits));
}

async function ask(request: Request, context: ApprovalContext): Promise<Draft | undefined> {
  if (request.status !== 'submitted' || !request.validated) return undefined;
  const { now, configuration } = context;
  const { rule } = request.validated;
  const required = await requiredFor(request, request.validated, context);
  const at = now();
  return {
    type: 'approval.requested',
    actor: requester,
    at,
    detail: {
      expiresAt: addMilliseconds(at, windowMilliseconds(rule.window)),
      channel: configuration.slack.channel,
      required,
    },
  };
}

/**
 * How many approvers are told to be needed: one more for a requester whom Slack does not know either. While Slack does
 * not answer, what validation could tell; who decides is counted anew with every decision.
 */
async function requiredFor(
  { id, requester: person }: Request,
  { rule, required }: NonNullable<Request['validated']>,
  { clients, configuration, log }: ApprovalContext,
): Promise<number> {
  try {
    const known = await slackIdOf(person, clients.slack, configuration);
    return Math.max(required, requiredApprovals(rule, known !== undefined));
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    log.warn('Slack does not say who asks', { requestId: id, code: error.code });
    return required;
  }
}

export const handler = serve(
  'request-approval',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    slack: connectSlack(environment, metrics),
  }),
  requestApproval,
);
