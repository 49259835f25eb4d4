import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Context, serve } from './serve.ts';
import type { SlackClient } from './slack/client.ts';
import { connectSlack } from './slack/connect.ts';
import { syncCard } from './slack/sync-card.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';
import { nextVisit } from './workflow/next-visit.ts';
import { step } from './workflow/step.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  slack: SlackClient;
}

const input = z.object({
  requestId: z.uuid(),
  failure: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});

/**
 * State "Record outcome": the trail says already how the request ended; this shows it in Slack and settles the work
 * index last, so that a crash before leaves the rest to the reconciler. A request that ended without a definite
 * outcome stays as it is, due soon.
 */
export const recordOutcome = step(async (event: unknown, context: Context<'record-outcome', Clients>) => {
  const { requestId, failure } = input.parse(event);
  const index = workIndex(context);
  const [request, row] = await Promise.all([auditTrail(context).load(requestId), index.get(requestId)]);
  if (!request) return { status: undefined };
  if (failure) context.log.warn('The workflow ends after a failure', { requestId, error: failure.Error });
  const { settled } = row ? await syncCard(request, row, context) : { settled: true };
  const now = context.now();
  await index.reflect(request, now, nextVisit(request, now, settled, row?.visits));
  return { status: request.status };
});

export const handler = serve(
  'record-outcome',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    slack: connectSlack(environment, metrics),
  }),
  recordOutcome,
);
