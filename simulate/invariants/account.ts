import type { PlannedCall } from '../../domain/plan.ts';
import { hashOf } from '../../domain/trail/chain.ts';
import type { TrailEvent } from '../../domain/trail/events.ts';
import { isTerminal, type Status } from '../../domain/trail/request.ts';
import { transitions } from './transitions.ts';
import { must } from './violation.ts';

type EventOf<T extends TrailEvent['type']> = Extract<TrailEvent, { type: T }>;

const day = 24 * 3_600_000;

/** What may follow the end: another try of what failed, and what becomes of what it had made. */
const afterEnd: ReadonlySet<TrailEvent['type']> = new Set([
  ...(['request.retried', 'creation.undone', 'creation.undo-failed'] as const),
]);

/** What the invariants know of one request: its events, kept apart from everything that the functions keep. */
export class Account {
  readonly submitted: EventOf<'request.submitted'>;
  readonly events: TrailEvent[];
  status: Status = 'submitted';
  /** Every status it ever had. */
  readonly statuses = new Set<Status>(['submitted']);
  rule: EventOf<'request.validated'>['detail']['rule'] | undefined;
  /** Approvals that stand. */
  approvals: EventOf<'approval.granted'>[] = [];
  expiresAt = '';
  approvedAt = '';
  /** ARNs of what was created for it. */
  readonly resources = new Set<string>();

  constructor(first: TrailEvent) {
    must(
      'explained-state',
      first.type === 'request.submitted',
      () => `${first.requestId} begins with ${first.type}`,
    );
    must(
      'chain-valid',
      first.previousHash === '0'.repeat(64),
      () => `${first.requestId} does not begin its chain`,
    );
    this.submitted = first;
    this.events = [first];
  }

  get plan(): PlannedCall | undefined {
    return this.submitted.detail.plan[0];
  }

  /** The failure after which something made in part may be there: one of an operation after the first of the plan. */
  get halfMade(): EventOf<'resource.failed'> | undefined {
    const failed = this.events.findLast((event) => event.type === 'resource.failed');
    const { operation, reason } = failed?.detail ?? {};
    const isHalf =
      operation !== undefined && operation !== this.plan?.operation && reason?.code !== 'differs';
    return this.status === 'failed' && isHalf ? failed : undefined;
  }

  /** Takes the next event. Throws Violation if it could not be the next. */
  append(event: TrailEvent): void {
    const { requestId, seq, type } = event;
    const before = this.events.at(-1);
    must(
      'append-only',
      seq === this.events.length + 1,
      () => `${type} at ${seq} after ${this.events.length} events of ${requestId}`,
    );
    must(
      'chain-valid',
      event.previousHash === before?.hash && event.hash === hashOf(event),
      () => `${type} of ${requestId} breaks the chain`,
    );
    must(
      'terminal-is-final',
      !isTerminal(this.status) || afterEnd.has(type),
      () => `${type} after ${this.status} of ${requestId}`,
    );
    const { from, to } = transitions[type];
    must('explained-state', from.includes(this.status), () => `${type} after ${this.status} of ${requestId}`);
    this.#checkTimes(event);
    this.#note(event);
    this.status = typeof to === 'function' ? to(event, this.status) : to;
    this.statuses.add(this.status);
    this.events.push(event);
  }

  #checkTimes({ type, at, actor, requestId }: TrailEvent): void {
    const decision = type === 'approval.granted' || type === 'approval.denied';
    must(
      'explained-state',
      !decision || at < this.expiresAt,
      () => `${type} of ${requestId} at ${at}, expired at ${this.expiresAt}`,
    );
    const due = this.status === 'approved' ? later(this.approvedAt, day) : this.expiresAt;
    must(
      'explained-state',
      type !== 'request.expired' || at >= due,
      () => `${requestId} expired at ${at}, before ${due}`,
    );
    const own = actor.id === this.submitted.actor.id;
    must(
      'explained-state',
      (type !== 'request.cancelled' && type !== 'request.retried') || own,
      () => `${type} of ${requestId} by ${actor.id}`,
    );
    must(
      'explained-state',
      type !== 'request.retried' || at < this.expiresAt,
      () => `${requestId} was tried again at ${at}, its approvals were for until ${this.expiresAt}`,
    );
  }

  #note(event: TrailEvent): void {
    if (event.type === 'request.validated') this.rule = event.detail.rule;
    if (event.type === 'approval.requested') this.expiresAt = event.detail.expiresAt;
    if (event.type === 'approval.granted') {
      this.approvals = [...this.approvals, event];
      if (event.detail.complete) this.approvedAt = event.at;
    }
    if (event.type === 'request.retried') this.approvedAt = event.at;
    if (event.type === 'approval.withdrawn') {
      const { approvers } = event.detail;
      this.approvals = this.approvals.filter(({ actor }) => !approvers.includes(actor.id));
    }
  }
}

function later(at: string, milliseconds: number): string {
  return at && new Date(Date.parse(at) + milliseconds).toISOString();
}
