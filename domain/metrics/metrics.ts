/** CloudWatch namespace of everything that Countersign measures itself. */
export const metricNamespace = 'Countersign';

export interface MetricKind {
  unit: 'Count' | 'Seconds';
  /** What tells the values of a metric apart; few values, since each is a metric of its own on the bill. */
  dimension?: string;
}

/** Everything that is measured, by name; what an operator does about it is in `docs/runbook.md`. */
export const metrics = {
  RequestsSubmitted: { unit: 'Count', dimension: 'type' },
  /** Bodies that answered 422: what the grammar, the guardrails or the account's rules do not let in. */
  SubmissionsRefused: { unit: 'Count' },
  /** Did not pass validation, by the code of the reason. */
  RequestsRejected: { unit: 'Count', dimension: 'reason' },
  Decisions: { unit: 'Count', dimension: 'verdict' },
  /** From the card to the word that decides. */
  TimeToDecision: { unit: 'Seconds' },
  /** Words of people that do not count, by the code of the refusal. */
  DecisionsRefused: { unit: 'Count', dimension: 'reason' },
  ApprovalsWithdrawn: { unit: 'Count' },
  RequestsExpired: { unit: 'Count' },
  RequestsCancelled: { unit: 'Count' },
  ResourcesCreated: { unit: 'Count', dimension: 'type' },
  /** Found again after a lost answer; they are not in `ResourcesCreated`. */
  ResourcesAdopted: { unit: 'Count', dimension: 'type' },
  RequestsFailed: { unit: 'Count', dimension: 'reason' },

  /** What a failed creation had made could not be removed: each time a reason is new, and at each attempt after. */
  UndoFailed: { unit: 'Count' },

  /** Each minute, by status (`submitted`, `pending`, `approved`): how many wait; 25 stands for 25 and more. */
  RequestsWaiting: { unit: 'Count', dimension: 'status' },
  /** Each minute, by status: how old the oldest `pending` is, and for how long nothing has happened to another; 0 if there is none. */
  OldestWaiting: { unit: 'Seconds', dimension: 'status' },
  /** What the reconciler did, by action. */
  ReconcilerRepairs: { unit: 'Count', dimension: 'action' },
  /** Three starts in a row brought no event. */
  WorkflowsGivenUp: { unit: 'Count' },
  /** Requests whose visit failed, or whose row cannot be read. */
  PoisonedRequests: { unit: 'Count' },

  /** By kind: see `slackErrorKinds`. */
  SlackErrors: { unit: 'Count', dimension: 'kind' },
  BadSignatures: { unit: 'Count' },
  /** Whatever no handler expects. */
  UnexpectedFailures: { unit: 'Count' },

  /** What was put on the event bus. */
  NoticesPublished: { unit: 'Count' },
  /** What could not be told to others, since the trail it is about cannot be read. */
  NoticesDropped: { unit: 'Count' },

  /** Once a day, by kind: resources that are not as the trail says. */
  Drift: { unit: 'Count', dimension: 'kind' },

  /** A reader met a trail that is not as it was written. */
  TrailsDamaged: { unit: 'Count' },
  /** An item of the trail was changed or removed: seen by its stream. */
  AuditTrailAltered: { unit: 'Count' },
  EventsArchived: { unit: 'Count' },
  DigestsClosed: { unit: 'Count' },
} as const satisfies Record<string, MetricKind>;

export type MetricName = keyof typeof metrics;

/** What a metric is counted under: a value for its dimension, if it has one. */
export type Under<N extends MetricName> = (typeof metrics)[N] extends { dimension: string }
  ? [value: string]
  : [];

/** Where functions count; never throws. */
export interface Metrics {
  /** Adds one. */
  count<N extends MetricName>(name: N, ...under: Under<N>): void;
  /** Puts a value down: a duration, a number of things. */
  put<N extends MetricName>(name: N, value: number, ...under: Under<N>): void;
}
