import type { EventDetail, TrailEvent } from './events.ts';
import type { Decision, Request } from './request.ts';
import { leavesHalf } from './undoing.ts';

/** A trail that no sequence of appends could have produced. */
export class BrokenTrail extends Error {
  override readonly name = 'BrokenTrail';
}

/**
 * A request's state as a pure fold over its events, oldest first.
 * Throws BrokenTrail if the first event is not `request.submitted`.
 */
export function fold(events: readonly [TrailEvent, ...TrailEvent[]]): Request {
  const [first, ...later] = events;
  return later.reduce(apply, begin(first));
}

function begin(event: TrailEvent): Request {
  if (event.type !== 'request.submitted')
    throw new BrokenTrail(`${event.requestId} begins with ${event.type}`);
  return {
    ...event.detail,
    id: event.requestId,
    planVersion: event.schemaVersion,
    status: 'submitted',
    requester: event.actor,
    createdAt: event.at,
    updatedAt: event.at,
    decisions: [],
    withdrawn: [],
    counted: 0,
    required: 0,
    refused: [],
    reminders: 0,
    attempts: [],
    head: { length: event.seq, hash: event.hash },
  };
}

function apply(request: Request, event: TrailEvent): Request {
  return {
    ...request,
    ...change(request, event),
    updatedAt: event.at,
    head: { length: event.seq, hash: event.hash },
  };
}

/** What one event changes. */
function change(request: Request, event: TrailEvent): Partial<Request> {
  switch (event.type) {
    case 'request.submitted':
      throw new BrokenTrail(`${event.requestId} was submitted twice`);
    case 'request.validated':
      return { validated: event.detail, required: event.detail.required };
    case 'request.rejected':
      return { status: 'rejected', rejected: event.detail, failure: event.detail.reason };
    case 'approval.requested':
      return {
        status: 'pending',
        approval: { ...event.detail, at: event.at },
        required: event.detail.required,
      };
    case 'approval.granted':
      return granted(request, event);
    case 'approval.denied':
      return denied(request, event);
    case 'approval.refused':
      return { refused: [...request.refused, event.actor] };
    case 'approval.withdrawn':
      return withdrawn(request, event.detail);
    case 'approval.reminded':
      return { reminders: event.detail.reminder };
    case 'request.expired':
      return { status: 'expired' };
    case 'request.cancelled':
      return { status: 'cancelled' };
    case 'request.retried':
      return {
        status: 'approved',
        approvedAt: event.at,
        failure: undefined,
        stopped: undefined,
        paused: undefined,
        undone: undefined,
      };
    case 'workflow.stopped':
      return { stopped: { execution: event.detail.execution, at: event.at } };
    case 'creation.paused':
      return { paused: { at: event.at } };
    case 'creation.resumed':
      return { paused: undefined };
    case 'creation.attempted':
      return { attempts: [...request.attempts, { execution: event.detail.execution, at: event.at }] };
    case 'creation.refused':
      return { status: 'failed', failure: event.detail.reason };
    case 'resource.failed':
      return {
        status: 'failed',
        failure: event.detail.reason,
        ...(leavesHalf(request, event.detail) && { undo: { since: event.at } }),
      };
    case 'creation.undone':
      return { undo: undefined, undone: { at: event.at, ...event.detail }, undoSeq: event.seq };
    case 'creation.undo-failed':
      return {
        undo: { since: request.undo?.since ?? event.at, problem: event.detail },
        undoSeq: event.seq,
      };
    case 'resource.created':
    case 'resource.adopted':
      return {
        status: 'created',
        attempts: [],
        paused: undefined,
        result: { arn: event.detail.arn, adopted: event.type === 'resource.adopted' },
        resourceId: resourceIdIn(event.detail),
      };
  }
}

/** Events before schema version 3 say it among what was read alone. */
function resourceIdIn({ resourceId, resource }: EventDetail<'resource.created'>): string | undefined {
  const id = resourceId ?? resource.RoleId ?? resource.PolicyId;
  return typeof id === 'string' ? id : undefined;
}

type EventOf<T extends TrailEvent['type']> = Extract<TrailEvent, { type: T }>;

function granted(request: Request, { actor, at, detail }: EventOf<'approval.granted'>): Partial<Request> {
  const { digest, reason, machine } = detail;
  const decision = {
    verdict: 'approve' as const,
    approver: actor,
    digest,
    at,
    ...(machine !== undefined && { machine }),
    ...(reason !== undefined && { reason }),
  };
  return {
    decisions: [...request.decisions, decision],
    withdrawn: request.withdrawn.filter(({ id }) => id !== actor.id),
    counted: detail.counted,
    required: detail.required,
    ...(detail.complete && { status: 'approved', approvedAt: at }),
  };
}

function denied(request: Request, { actor, at, detail }: EventOf<'approval.denied'>): Partial<Request> {
  const { digest, reason, machine } = detail;
  const decision = { verdict: 'deny' as const, approver: actor, digest, at, reason };
  return {
    status: 'denied',
    decisions: [...request.decisions, { ...decision, ...(machine !== undefined && { machine }) }],
  };
}

function withdrawn(
  request: Request,
  { approvers, counted, required }: EventDetail<'approval.withdrawn'>,
): Partial<Request> {
  const gone = ({ approver }: Decision) => approvers.includes(approver.id);
  return {
    status: 'pending',
    approvedAt: undefined,
    paused: undefined,
    decisions: request.decisions.filter((decision) => !gone(decision)),
    withdrawn: [...request.withdrawn, ...request.decisions.filter(gone).map(({ approver }) => approver)],
    counted,
    required,
  };
}
