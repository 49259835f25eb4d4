import { canonicalJson } from '../../domain/digest.ts';
import { cardOf } from '../../domain/slack/card.ts';
import type { EventType } from '../../domain/trail/events.ts';
import { fold } from '../../domain/trail/fold.ts';
import { isTerminal } from '../../domain/trail/request.ts';
import { type Row, rowOf } from '../../lambdas/store/row.ts';
import type { ExecutionRecord } from '../../local/workflow/record.ts';
import { tokenMark } from '../../local/workflow/token.ts';
import { secrets } from '../world/doubles.ts';
import type { World } from '../world/world.ts';
import type { Account } from './account.ts';
import type { Ledger } from './ledger.ts';
import type { Posts } from './posts.ts';
import { must } from './violation.ts';

export interface Ending {
  world: World;
  ledger: Ledger;
  posts: Posts;
  /** Requests whose execution an operator stopped: theirs stays stopped. */
  stopped: ReadonlySet<string>;
}

/** Throws Violation unless everything is as it must be once faults have stopped and time has passed. */
export function checkEnding({ world, ledger, posts, stopped }: Ending): void {
  const rows = new Map(
    world.services.dynamodb
      .items('countersign-requests')
      .map(rowOf)
      .map((row) => [row.id, row]),
  );
  for (const [id, account] of ledger.accounts) {
    const row = rows.get(id);
    must('true-index', row !== undefined, () => `${id} is in the trail, not in the work index`);
    checkRequest(world, account, row);
    checkResources(account);
    checkWaiting(world, account, row, stopped.has(id));
    checkCard(world, account, row);
    const cards = new Set(world.slack.cards(id).map(({ ts }) => ts));
    posts.check(id, cards, {
      reminders: timesOf('approval.reminded', account),
      retries: timesOf('request.retried', account),
    });
  }
  for (const id of rows.keys()) {
    must('true-index', ledger.accounts.has(id), () => `${id} is in the work index, not in the trail`);
  }
  checkSecrets(world, ledger);
}

function timesOf(type: EventType, { events }: Account): number {
  return events.filter((event) => event.type === type).length;
}

function checkRequest(world: World, { events, status, submitted }: Account, row: Row): void {
  const [first, ...later] = events;
  must(
    'explained-state',
    first !== undefined && fold([first, ...later]).status === status,
    () => `${submitted.requestId} is not ${status}`,
  );
  const { id, seq, dueAt } = row;
  must('true-index', row.status === status, () => `${id} is ${status}, the work index says ${row.status}`);
  must(
    'true-index',
    seq === events.length,
    () => `${id} has ${events.length} events, the work index shows ${seq}`,
  );
  must(
    'true-index',
    !isTerminal(status) || dueAt === undefined,
    () => `${id} is ${status} and due at ${dueAt}, now ${world.now}`,
  );
}

function checkResources({ status, resources, submitted, events, halfMade }: Account): void {
  const { requestId } = submitted;
  const told = events
    .filter(({ type }) => type === 'creation.undone' || type === 'creation.undo-failed')
    .at(-1);
  const isSaid = told !== undefined && halfMade !== undefined && told.seq > halfMade.seq;
  must(
    'half-said',
    !halfMade || isSaid,
    () => `${requestId} failed half-way, and nothing says what became of it`,
  );
  if (halfMade && told?.type === 'creation.undo-failed') return;
  const found = [...resources].join(' and ') || 'nothing';
  const last = events.at(-1);
  const differs = last?.type === 'resource.failed' && last.detail.reason.code === 'differs';
  if (status === 'created')
    must('one-resource', resources.size === 1, () => `${requestId} is created, ${found} exists`);
  else if (isTerminal(status))
    must('one-resource', resources.size === 0 || differs, () => `${requestId} is ${status}, ${found} exists`);
}

function checkWaiting(
  world: World,
  { status, submitted }: Account,
  { dueAt }: Row,
  isStopped: boolean,
): void {
  const id = submitted.requestId;
  const running = executionsOf(world, id).filter(({ execution }) => execution.status === 'RUNNING');
  if (isTerminal(status)) {
    must(
      'nothing-lost',
      running.length === 0,
      () => `${id} is ${status}, its execution still runs: ${running[0]?.progress?.state}`,
    );
  } else if (!isStopped) {
    must(
      'nothing-lost',
      status === 'pending',
      () => `${id} is still ${status} at ${world.now}, due ${dueAt}`,
    );
    const waits =
      running.length === 1 &&
      running[0]?.progress?.state === 'Request approval' &&
      running[0].progress.isWaiting;
    must('nothing-lost', waits, () => `${id} is pending, but no execution waits`);
    must('nothing-lost', dueAt !== undefined, () => `${id} is pending, and nobody will look again`);
  }
}

function executionsOf(world: World, id: string): ExecutionRecord[] {
  return world.workflow.executions().filter(({ execution }) => execution.name.startsWith(id));
}

function checkCard(
  world: World,
  { events, status, submitted }: Account,
  { ts, strays, requesterInSlack }: Row,
): void {
  const [first, ...later] = events;
  const asked = events.some(({ type }) => type === 'approval.requested');
  const id = submitted.requestId;
  must(
    'true-card',
    !asked || ts !== undefined || isTerminal(status),
    () => `${id} is ${status} and has no card`,
  );
  if (ts === undefined || first === undefined) return;
  const { text, blocks } = cardOf(fold([first, ...later]), { requesterInSlack });
  for (const each of [ts, ...strays]) {
    const card = world.slack.posted.get(each);
    const shown = card && canonicalJson(card.versions.at(-1)) === canonicalJson(blocks);
    must(
      'true-card',
      shown === true,
      () => `${id} is ${status}, its card says: ${card?.text} (expected: ${text})`,
    );
  }
}

function checkSecrets(world: World, { accounts }: Ledger): void {
  const trail = JSON.stringify([...accounts.values()].map(({ events }) => events));
  const slack = JSON.stringify([[...world.slack.posted.values()], world.slack.told, [...world.slack.opened]]);
  for (const secret of [tokenMark, ...Object.values(secrets)]) {
    must('no-secret', !trail.includes(secret), () => `${secret} in the trail`);
    must('no-secret', !slack.includes(secret), () => `${secret} in Slack`);
    const line = world.log.lines.find((each) => each.includes(secret));
    must('no-secret', line === undefined, () => `${secret} in the log: ${line}`);
  }
}
