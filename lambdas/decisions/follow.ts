import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { Request } from '../../domain/trail/request.ts';
import type { Log } from '../log.ts';
import type { SlackClient } from '../slack/client.ts';
import { sendCard } from '../slack/send-card.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { resume } from '../workflow/workflow.ts';

export interface Card {
  channel: string;
  ts: string;
}

interface FollowContext {
  clients: {
    dynamodb: Pick<DynamoDBClient, 'send'>;
    states: Pick<SFNClient, 'send'>;
    slack: Pick<SlackClient, 'update'>;
  };
  environment: { REQUESTS_TABLE: string };
  configuration: Pick<Configuration, 'deployment'>;
  log: Log;
}

/**
 * What follows from a word in the trail: the workflow goes on, the card shows it. All at once and none of it
 * needed for the decision to stand: what fails, the reconciler repairs within a minute.
 */
export async function follow(
  request: Request,
  row: Row | undefined,
  card: Card | undefined,
  context: FollowContext,
) {
  const { clients } = context;
  const decided = request.status === 'approved' || request.status === 'denied';
  await settled(request, context, [
    decided && row?.taskToken ? resume(clients.states, row.taskToken, request.status) : undefined,
    card && update(request, row, card, context),
    row && card && row.ts !== card.ts ? adopt(row, card, context) : undefined,
  ]);
}

/** Brings a card up to date that we did not know of, posted by a call whose answer was lost; known from now on. */
export async function showStray(
  request: Request,
  row: Row,
  card: Card,
  context: FollowContext,
): Promise<void> {
  await settled(request, context, [update(request, row, card, context), adopt(row, card, context)]);
}

function update(request: Request, row: Row | undefined, card: Card, context: FollowContext): Promise<void> {
  return sendCard(request, row?.requesterInSlack, context, (shown) =>
    context.clients.slack.update({ ...card, ...shown }),
  );
}

async function adopt({ id, ts, strays }: Row, card: Card, context: FollowContext): Promise<void> {
  const index = workIndex(context);
  if (!ts) await index.storeCard(id, { ...card, cardSeq: 0 });
  else if (!strays.includes(card.ts)) await index.addStray(id, card.ts);
}

async function settled(
  { id }: Request,
  { log }: FollowContext,
  work: (Promise<unknown> | undefined)[],
): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) {
    if (outcome.status === 'rejected')
      log.warn('Left to the reconciler', { requestId: id, error: outcome.reason });
  }
}
