import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { type ReconcileContext, type Visit, visit } from './reconciliation/visit.ts';
import { serve } from './serve.ts';
import { slackClient } from './slack/client.ts';
import { slackSecret } from './slack/secret.ts';
import { workIndex } from './store/work-index.ts';
import { workLists } from './store/work-lists.ts';
import { nextWait } from './workflow/next-visit.ts';

/** A run looks after this many requests at most, oldest first; the next run, a minute later, takes the rest. */
const mostVisits = 200;
/** Of the 60 seconds a run has, the last are for what is under way. */
const runMilliseconds = 40_000;
/** Later than every due time. */
const always = '9999';

const input = z.object({ scope: z.enum(['due', 'open']).default('due') });

/**
 * Every minute: finishes what a crash interrupted, posts what Slack refused, reminds, expires. Each visit looks at
 * one request's events and does what is missing; two runs at once do nothing twice. `scope: open` visits everything
 * that is open, due or not. Returns what was done.
 */
export async function reconcile(event: unknown, context: ReconcileContext) {
  const { scope } = input.parse(event);
  const until = Date.parse(context.now()) + runMilliseconds;
  const due = await workLists(context).due(scope === 'open' ? always : context.now(), mostVisits);
  const visits: Visit[] = [];
  for (const id of due) {
    if (Date.parse(context.now()) > until) break;
    visits.push(await visit(id, scope, until, context).catch((error: unknown) => failed(id, error, context)));
  }
  const done = visits.filter(({ actions }) => actions.length > 0);
  context.log.info('Reconciled', { due: due.length, visited: visits.length, done });
  return { due: due.length, visited: visits.length, done };
}

/** A poisoned request must not block the others: it is named, and visited ever more seldom. */
async function failed(id: string, error: unknown, context: ReconcileContext): Promise<Visit> {
  context.log.error('A visit failed', { id, error });
  await putOff(id, context).catch((again: unknown) =>
    context.log.error('A failed visit could not be put off', { id, error: again }),
  );
  return { id, actions: ['failed'] };
}

async function putOff(id: string, context: ReconcileContext): Promise<void> {
  const index = workIndex(context);
  const row = await index.get(id);
  if (row) await index.schedule(row, nextWait(context.now(), row.visits), row.visits + 1);
}

export const handler = serve(
  'reconcile',
  ({ SLACK_SECRET_ARN, SLACK_API_URL }) => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    slack: slackClient(slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN), SLACK_API_URL),
  }),
  reconcile,
);
