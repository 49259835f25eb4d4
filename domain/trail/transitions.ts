import type { Tally } from '../approval/quorum.ts';
import { addMilliseconds } from '../time.ts';
import type { Actor, Draft } from './events.ts';
import type { Request } from './request.ts';

const system = (part: string): Actor => ({ kind: 'system', id: part });

/** An approved request is executed within a day or not at all: approvers agreed to something current. */
const executionWindowMilliseconds = 24 * 3_600_000;

/** When a request expires by itself, if it can: ISO 8601. */
export function expiryOf({ status, approval, approvedAt }: Request): string | undefined {
  if (status === 'pending') return approval?.expiresAt;
  if (status === 'approved' && approvedAt) return addMilliseconds(approvedAt, executionWindowMilliseconds);
  return undefined;
}

/** Whether a request's time is over at `at`. */
export function isOverdue(request: Request, at: string): boolean {
  const expiresAt = expiryOf(request);
  return expiresAt !== undefined && at >= expiresAt;
}

/** What appends that a request has expired: whichever of them sees it first. */
type ExpiryAppender = 'executor' | 'reconcile' | 'settle-timeout';

/** The event by which a request expires, if it is due at `at`; `by` appends it. */
export function expire(request: Request, at: string, by: ExpiryAppender): Draft | undefined {
  const expiresAt = expiryOf(request);
  if (!expiresAt || !isOverdue(request, at)) return undefined;
  const meanwhile = request.status === 'approved' ? 'approved' : 'pending';
  return { type: 'request.expired', actor: system(by), at, detail: { expiresAt, while: meanwhile } };
}

/**
 * As `expire`, but only what nobody has approved: an approved request that ran out of time may have its resource
 * already, and only the executor can tell.
 */
export function expireUndecided(request: Request, at: string, by: ExpiryAppender): Draft | undefined {
  return request.status === 'pending' ? expire(request, at, by) : undefined;
}

/** Approvers are reminded when half and when nine tenths of the window are over. */
const reminderShares = [0.5, 0.9];

/** When the next reminder is due, ISO 8601; undefined if none is left. */
export function nextReminderOf({ status, approval, reminders }: Request): string | undefined {
  const share = reminderShares[reminders];
  if (status !== 'pending' || !approval || share === undefined) return undefined;
  return addMilliseconds(approval.at, share * (Date.parse(approval.expiresAt) - Date.parse(approval.at)));
}

/** The event by which approvers are reminded, if that is due at `at`; one that was missed is left out. */
export function remind(request: Request, at: string): Draft | undefined {
  const due = nextReminderOf(request);
  if (!due || !request.approval || at < due) return undefined;
  const { expiresAt } = request.approval;
  const following = nextReminderOf({ ...request, reminders: request.reminders + 1 });
  const reminder = request.reminders + (following && at >= following ? 2 : 1);
  return { type: 'approval.reminded', actor: system('reconcile'), at, detail: { reminder, expiresAt } };
}

/** Why a requester's wish does not happen. */
export class RequesterActionRefused extends Error {
  override readonly name = 'RequesterActionRefused';
  readonly code: 'not-yours' | 'already-decided' | 'not-retryable';
  constructor(code: RequesterActionRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The event by which a requester takes a request back, while it is `submitted` or `pending`. */
export function cancel(request: Request, actor: Actor, at: string): Draft {
  refuseOthers(request, actor);
  if (request.status !== 'submitted' && request.status !== 'pending') {
    throw new RequesterActionRefused(
      'already-decided',
      `A request that is ${request.status} cannot be cancelled.`,
    );
  }
  return { type: 'request.cancelled', actor, at, detail: {} };
}

/**
 * The event by which a requester lets a failed creation be tried again, on the approvals it has, within the window
 * in which they were asked for. The executor checks digest, quorum and what was pinned once more.
 */
export function retry(request: Request, actor: Actor, at: string): Draft {
  refuseOthers(request, actor);
  const { status, approvedAt, approval, undo } = request;
  if (status !== 'failed' || !approvedAt || !approval) {
    throw new RequesterActionRefused(
      'not-retryable',
      `Only a creation that failed can be tried again; this request is ${status}.`,
    );
  }
  if (undo) {
    throw new RequesterActionRefused(
      'not-retryable',
      `What was created in part is removed first${undo.problem ? `, which has not succeeded yet: ${undo.problem.reason.message}` : ''}. Try again once the trail says creation.undone.`,
    );
  }
  if (at >= approval.expiresAt) {
    throw new RequesterActionRefused(
      'not-retryable',
      `The approvals were for until ${approval.expiresAt}; please ask anew.`,
    );
  }
  return { type: 'request.retried', actor, at, detail: {} };
}

function refuseOthers({ requester }: Request, actor: Actor): void {
  if (actor.id !== requester.id)
    throw new RequesterActionRefused('not-yours', 'Only the requester can do this.');
}

/** A kill switch as it was read: the version of the parameter tells who set it. */
interface SwitchReading {
  parameter: string;
  version: number;
}

/** The event by which the kill switch holds a creation back; undefined if it does so already, or it is too late. */
export function pause(
  request: Request,
  { parameter, version }: SwitchReading,
  at: string,
): Draft | undefined {
  if (request.status !== 'approved' || request.paused) return undefined;
  return { type: 'creation.paused', actor: system('executor'), at, detail: { parameter, version } };
}

/** The event by which a paused creation goes on; undefined if it was not paused. */
export function goOn(request: Request, { parameter, version }: SwitchReading, at: string): Draft | undefined {
  if (!request.paused) return undefined;
  return { type: 'creation.resumed', actor: system('executor'), at, detail: { parameter, version } };
}

/** The event by which approvals that no longer count are taken out. */
export function withdraw({ lost, counted, required }: Tally, at: string): Draft {
  return {
    type: 'approval.withdrawn',
    actor: system('executor'),
    at,
    detail: {
      approvers: lost,
      counted,
      required,
      reason:
        'These approvals no longer count under the approval rules, the people they name, or who is known of those who gave them.',
    },
  };
}
