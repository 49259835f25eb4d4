import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Request } from '../../domain/request.ts';
import { reminderMessage } from '../../domain/slack/outcome.ts';
import { expireUndecided, later, remind } from '../../domain/transitions.ts';
import type { Context } from '../serve.ts';
import { type Keeping, keepCard } from '../slack/card-keeper.ts';
import type { SlackClient } from '../slack/client.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { nextVisit } from '../workflow/next-visit.ts';
import { driveWorkflow } from './drive-workflow.ts';

export interface ReconcileClients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  slack: SlackClient;
}
export type ReconcileContext = Context<'reconcile', ReconcileClients>;

export type Action =
  | 'dropped'
  | 'expired'
  | 'reminded'
  | 'started'
  | 'restarted'
  | 'resumed'
  | 'stopped'
  | 'given-up'
  | 'shown'
  | 'failed';

/** What one visit did for a request. */
export interface Visit {
  id: string;
  actions: Action[];
}

/** A row whose submission died before event 1. Submitting takes 10 seconds at most, so this is no longer under way. */
const abandonedAfterMilliseconds = 60_000;

/** Looks after one request: does what its events say is missing, and sets when to look again. */
export async function visit(
  id: string,
  scope: 'due' | 'open',
  until: number,
  context: ReconcileContext,
): Promise<Visit> {
  const index = workIndex(context);
  const row = await index.get(id);
  if (!row) return { id, actions: [] };
  const advance = await auditTrail(context).advance(id, (request) => expireUndecided(request, context.now()));
  if (!advance) return { id, actions: await drop(row, scope, context) };
  const actions: Action[] = advance.appended ? ['expired'] : [];
  actions.push(...(await remindApprovers(advance.request, row, context)));
  actions.push(...(await driveWorkflow(advance.request, row, context)));
  const keeping = await show(id, until, context);
  if (keeping.shown) actions.push('shown');
  const visits = visitsInVain(row, keeping);
  const now = context.now();
  await index.reflect(keeping.request, now, nextVisit(keeping.request, now, keeping.settled, visits), {
    visits,
  });
  return { id, actions };
}

/** That Slack asks for patience is nobody's fault: such a visit was not in vain, but brought nothing either. */
function visitsInVain(row: Row, { request, throttled }: Shown): number {
  if (request.head.length > row.seq) return 0;
  return throttled ? row.visits : row.visits + 1;
}

async function drop(row: Row, scope: 'due' | 'open', context: ReconcileContext): Promise<Action[]> {
  const abandoned = row.createdAt < later(context.now(), -abandonedAfterMilliseconds);
  if (!abandoned && scope === 'due') return [];
  return (await workIndex(context).drop(row)) ? ['dropped'] : [];
}

/** The event comes before the message: two runs at once remind once. */
async function remindApprovers(request: Request, row: Row, context: ReconcileContext): Promise<Action[]> {
  if (!row.ts || !remind(request, context.now())) return [];
  const advance = await auditTrail(context).advance(request.id, (current) => remind(current, context.now()));
  if (!advance?.appended) return [];
  const message = { channel: row.channel ?? context.configuration.slack.channel, threadTs: row.ts };
  await context.clients.slack
    .post({ ...message, text: reminderMessage(request) })
    .catch((error: unknown) => context.log.warn('Reminder not delivered', { id: request.id, error }));
  return ['reminded'];
}

interface Shown {
  request: Request;
  settled: boolean;
  /** The card was behind and no longer is. */
  shown: boolean;
  /** Slack wants to be asked later than this run lasts. */
  throttled: boolean;
}

/** Brings Slack up to date at the pace it allows: waits as long as it asks, while the run has time. */
async function show(id: string, until: number, context: ReconcileContext): Promise<Shown> {
  for (;;) {
    const [request, row] = await Promise.all([auditTrail(context).load(id), workIndex(context).get(id)]);
    if (!request || !row) throw new TypeError(`${id} vanished during a visit`);
    const behind = request.approval !== undefined && row.cardSeq !== request.head.length;
    const keeping: Keeping = await keepCard(request, row, context);
    if (keeping.settled) return { request, settled: true, shown: behind, throttled: false };
    const pause = keeping.retryAfter === undefined ? undefined : keeping.retryAfter * 1000;
    if (pause === undefined || Date.parse(context.now()) + pause > until)
      return { request, settled: false, shown: false, throttled: pause !== undefined };
    await context.sleep(pause);
  }
}
