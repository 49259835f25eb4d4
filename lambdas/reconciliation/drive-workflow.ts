import type { Actor } from '../../domain/trail/events.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import { isOverdue } from '../../domain/trail/transitions.ts';
import { auditTrail } from '../store/audit-trail.ts';
import type { Row } from '../store/row.ts';
import { workIndex } from '../store/work-index.ts';
import { executionOrdinal } from '../workflow/token-order.ts';
import { executionName, resume, workflow } from '../workflow/workflow.ts';
import type { Action, ReconcileContext } from './visit.ts';

const reconciler: Actor = { kind: 'system', id: 'reconcile' };

/** Starts in a row that brought no event: then a person has to look. */
const maxVainStarts = 3;
/** Where an execution waits for its token; the name is the workflow's. */
const waitingState = 'Request approval';

/** Makes sure that an execution drives the request: starts, resumes, or starts over what died. */
export async function driveWorkflow(
  request: Request,
  row: Row,
  context: ReconcileContext,
): Promise<Action[]> {
  const flow = workflow(context);
  const latest = await flow.latest(request.id);
  if (latest?.status === 'RUNNING') return release(request, row, latest.ordinal, context);
  if (isTerminal(request.status)) return [];
  if (!latest) {
    await flow.start(request);
    return ['started'];
  }
  if (latest.status === 'ABORTED' && !latest.ours && !isOverdue(request, context.now())) {
    return sayStopped(request, executionName(request.id, latest.ordinal), context);
  }
  return startOver(request, row, latest.ordinal + 1, context);
}

/**
 * An operator's stop stays a stop: the trail says so, once an execution. Only when an approved request has run out
 * of time is another one started: it creates nothing any more, it looks whether the stopped one had.
 */
async function sayStopped(request: Request, execution: string, context: ReconcileContext): Promise<Action[]> {
  const advance = await auditTrail(context).advance(request.id, ({ status, stopped }) =>
    isTerminal(status) || stopped?.execution === execution
      ? undefined
      : { type: 'workflow.stopped', actor: reconciler, at: context.now(), detail: { execution } },
  );
  return advance?.appended ? ['stopped'] : [];
}

/** Lets a decided request's execution go on. One that still waits for a dead token is replaced by the next. */
async function release(
  request: Request,
  row: Row,
  ordinal: number,
  context: ReconcileContext,
): Promise<Action[]> {
  const decided = request.status !== 'submitted' && request.status !== 'pending';
  if (!decided || !row.taskToken) return [];
  if (await resume(context.clients.states, row.taskToken, request.status)) return ['resumed'];
  // The newest execution has not stored its own token yet: it is about to look at the trail itself.
  if (row.tokenOrder !== undefined && executionOrdinal(row.tokenOrder) < ordinal) return [];
  const flow = workflow(context);
  const name = executionName(request.id, ordinal);
  if ((await flow.currentState(name)) !== waitingState) return [];
  await flow.stop(name);
  await flow.start(request, ordinal + 1);
  return ['restarted'];
}

/** Waiting for people costs nothing; every other start must bring an event, or it counts as vain. */
async function startOver(
  request: Request,
  row: Row,
  ordinal: number,
  context: ReconcileContext,
): Promise<Action[]> {
  const vain = row.startsSeq === request.head.length ? row.starts : 0;
  if (request.status !== 'pending' && vain >= maxVainStarts) {
    context.metrics.count('WorkflowsGivenUp');
    context.log.error('Workflow died again and again', { status: request.status, starts: vain });
    if (request.status === 'submitted') return giveUp(request, context);
  }
  await workflow(context).start(request, ordinal);
  await workIndex(context).set(request.id, { starts: vain + 1, startsSeq: request.head.length });
  return ['restarted'];
}

/** Before approval nothing can have been created, so this is a definite end. */
async function giveUp(request: Request, context: ReconcileContext): Promise<Action[]> {
  const reason = {
    code: 'workflow-died',
    message: 'This request could not be processed; the operators know.',
  };
  await auditTrail(context).advance(request.id, ({ status }) =>
    status === 'submitted'
      ? {
          type: 'resource.failed',
          actor: reconciler,
          at: context.now(),
          detail: { reason },
        }
      : undefined,
  );
  return ['given-up'];
}
