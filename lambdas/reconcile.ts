import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { putOff } from './reconciliation/put-off.ts';
import { type Repaired, repairRequest } from './reconciliation/repair-request.ts';
import { slackCircuitBreaker } from './reconciliation/slack-circuit-breaker.ts';
import type { SlackRun } from './reconciliation/slack-run.ts';
import { syncSlack } from './reconciliation/sync-slack.ts';
import type { ReconcileContext, Scope, Visit } from './reconciliation/visit.ts';
import { measureWaiting } from './reconciliation/waiting.ts';
import { about, serve } from './serve.ts';
import { connectSlack } from './slack/connect.ts';
import { workLists } from './store/work-lists.ts';

/** A run looks after this many requests at most, oldest first; the next run, a minute later, takes the rest. */
const maxVisits = 200;
/** How many requests are attended to at once: 200 of them then take a few seconds of a run. */
const lanes = 4;
/** Of a run's 60 seconds, how long another request's workflow is looked after, and how long Slack is written to. */
const attendMilliseconds = 20_000;
const showMilliseconds = 42_000;
/** Later than every due time. */
const always = '9999';

const input = z.object({ scope: z.enum(['due', 'open']).default('due') });

/**
 * Every minute: finishes what a crash interrupted, posts what Slack refused, reminds, expires. First everything about
 * trails and workflows, then everything about Slack, so that nothing waits for Slack but messages. Two runs at once
 * do nothing twice. `scope: open` visits everything that is open, due or not. Returns what was done.
 */
export async function reconcile(event: unknown, context: ReconcileContext) {
  const { scope } = input.parse(event);
  const begun = Date.parse(context.now());
  const due = await workLists(context).due(scope === 'open' ? always : context.now(), maxVisits);
  const attended = await attendAll(due, scope, begun + attendMilliseconds, context);
  await showAll(attended, begun + showMilliseconds, context);
  const visits: Visit[] = attended.map(({ id, actions }) => ({ id, actions }));
  const done = visits.filter(({ actions }) => actions.length > 0);
  for (const action of done.flatMap(({ actions }) => actions)) {
    if (action !== 'failed') context.metrics.count('ReconcilerRepairs', action);
  }
  context.log.info('Reconciled', { due: due.length, visited: visits.length, done });
  await measureWaiting(context).catch((error: unknown) =>
    context.log.error('What waits could not be measured', { error }),
  );
  return { due: due.length, visited: visits.length, done };
}

/** Looks after trails and workflows, oldest first, some at once. */
async function attendAll(due: string[], scope: Scope, until: number, context: ReconcileContext) {
  const queue = due.values();
  const attended = new Map<string, Repaired>();
  const lane = async () => {
    for (const id of queue) {
      const visited = await repairRequest(id, scope, about(id, context)).catch((error: unknown) =>
        failed(id, error, context),
      );
      attended.set(id, visited);
      if (Date.parse(context.now()) > until) break;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return due.flatMap((id) => attended.get(id) ?? []);
}

/** Shows one request after the other in Slack, which takes one message a second. */
async function showAll(attended: Repaired[], until: number, context: ReconcileContext): Promise<void> {
  const fits = (seconds: number) => Date.parse(context.now()) + seconds * 1000 <= until;
  const run: SlackRun = { slack: slackCircuitBreaker(context.clients.slack, fits), fits };
  for (const visited of attended) {
    if (!fits(0)) break;
    const { id, actions } = visited;
    const more = await syncSlack(visited, run, about(id, context)).catch(
      async (error: unknown) => (await failed(id, error, context)).actions,
    );
    actions.push(...more);
  }
}

/** A poisoned request must not block the others: it is named, counted, and visited ever more seldom. */
async function failed(id: string, error: unknown, context: ReconcileContext): Promise<Repaired> {
  context.metrics.count('PoisonedRequests');
  context.log.error('A visit failed', { requestId: id, error });
  await putOff(id, context).catch((again: unknown) =>
    context.log.error('A failed visit could not be put off', { requestId: id, error: again }),
  );
  return { id, actions: ['failed'] };
}

export const handler = serve(
  'reconcile',
  (environment, metrics) => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    slack: connectSlack(environment, metrics),
  }),
  reconcile,
);
