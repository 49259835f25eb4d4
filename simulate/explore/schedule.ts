import type { RequestTypeName } from '../../domain/request-types/names.ts';

/** What people, time and the schedule do, one after the other. */
export const actionNames = ['approve-b', 'approve-c', 'deny', 'cancel', 'expire', 'duplicate'] as const;
export type ActionName =
  | (typeof actionNames)[number]
  | 'reconcile'
  | 'kill'
  | 'stop'
  | 'demote'
  | 'rules'
  | 'stranger'
  | 'replace'
  | 'retry'
  | 'overdue'
  | 'ask-again'
  | 'switch-on'
  | 'switch-off'
  | 'http-approve-b'
  | 'http-approve-c'
  | 'http-deny'
  | 'http-own'
  | 'machine-approve'
  | 'machine-again'
  | 'ops-approve-b'
  | 'ops-own'
  | 'ops-deny'
  | 'nobody-approve';

/**
 * When an action begins: once everything before it has come to rest, or when this many external calls have been
 * made; it then interrupts whatever is under way until it is done itself.
 */
export interface Placed {
  action: ActionName;
  at: 'rest' | number;
}

export const faultKinds = ['crash-before', 'crash-after', 'lost'] as const;

/** One fault at the call with this number, counted from 1. */
export interface PlacedFault {
  call: number;
  kind: (typeof faultKinds)[number];
}

/** What is not as usual from the beginning to the end of a run. */
export interface Circumstances {
  /** The ARN of whoever asks; a session of Alice's unless it is given. */
  requester?: string;
  /** How long what was created is not to be read yet, in milliseconds. */
  hiddenFor?: number;
  /** How far the indexes of a table are behind, in milliseconds. */
  indexLag?: number;
  /** How many of the first creations are refused for good. */
  refusals?: number;
}

/** Everything that decides how one run of one request goes. */
export interface Schedule {
  type: RequestTypeName;
  quorum: number;
  actions: readonly Placed[];
  faults: readonly PlacedFault[];
  circumstances?: Circumstances;
}

/** A schedule in one line. */
export function scheduleName({ type, quorum, actions, faults }: Schedule): string {
  const doing = actions.map(({ action, at }) => (at === 'rest' ? action : `${action}@${at}`)).join(' ');
  const wrong = faults.map(({ call, kind }) => `${kind}@${call}`).join(' ');
  return `${type} quorum ${quorum}: ${doing || 'nobody'}${wrong && ` !! ${wrong}`}`;
}
