import type { Head } from './chain.ts';
import type { Actor, EventDetail, StoredDetail } from './events.ts';

export const statuses = [
  'submitted',
  'pending',
  'approved',
  'denied',
  'expired',
  'cancelled',
  'rejected',
  'created',
  'failed',
] as const;
export type Status = (typeof statuses)[number];

const terminal: ReadonlySet<Status> = new Set([
  'denied',
  'expired',
  'cancelled',
  'rejected',
  'created',
  'failed',
]);

/** Whether nothing more can happen to a request. */
export function isTerminal(status: Status): boolean {
  return terminal.has(status);
}

/** Whether nothing is left to do for a request: it is over, and nothing that it made in part is left. */
export function isSettled({ status, undo }: Pick<Request, 'status' | 'undo'>): boolean {
  return isTerminal(status) && undo === undefined;
}

/** One approver's word on a digest. */
export interface Decision {
  verdict: 'approve' | 'deny';
  approver: Actor;
  digest: string;
  at: string;
  /** The machine that the approver is, if it is one. */
  machine?: string;
  reason?: string;
}

type SubmittedDetail = EventDetail<'request.submitted'>;

/** A request as its events tell it; nothing here is stored anywhere else. */
export interface Request extends SubmittedDetail {
  id: string;
  /** The schema version of the event that holds the plan. */
  planVersion: number;
  status: Status;
  requester: Actor;
  createdAt: string;
  updatedAt: string;
  /** There once validated. */
  validated?: StoredDetail<'request.validated'>;
  rejected?: EventDetail<'request.rejected'>;
  /** There once approvers were asked. */
  approval?: EventDetail<'approval.requested'> & { at: string };
  /** Decisions that stand: withdrawn approvals are gone. */
  decisions: Decision[];
  /** Whose approvals were taken out, since they no longer counted. */
  withdrawn: Actor[];
  /** How many approvals count, and how many it takes, as last found. */
  counted: number;
  required: number;
  /** When the quorum was reached, while it holds. */
  approvedAt?: string | undefined;
  /** Who was refused, as far as the trail tells. */
  refused: Actor[];
  /** How many reminders were sent. */
  reminders: number;
  /** Attempts to create whose outcome is not yet in the trail. */
  attempts: { execution: string; at: string }[];
  /** There while an operator's stop holds. */
  stopped?: { execution: string; at: string } | undefined;
  /** There while an operator's kill switch holds the creation back. */
  paused?: { at: string } | undefined;
  result?: { arn: string; adopted: boolean };
  /** AWS's own id of what was created, where it gives one: another of the same name has another. */
  resourceId?: string | undefined;
  failure?: { code: string; message: string } | undefined;
  /** There while something is left of what a failed creation made: since when, and why it is still there, if that is known. */
  undo?: { since: string; problem?: EventDetail<'creation.undo-failed'> } | undefined;
  /** What was removed after a creation had failed. */
  undone?: { at: string; removed: string[] } | undefined;
  /** The number of the last event about that. */
  undoSeq?: number;
  head: Head;
}
