import type { Actor, EventDetail, EventType, TrailEvent } from '../../domain/trail/events.ts';
import type { Decision } from '../../domain/trail/request.ts';

/** Also of older schema versions. */
type StoredDetail<T extends EventType> = Extract<TrailEvent, { type: T }>['detail'];

/** What happened in one event, in words; further lines say more about it. */
export function storyOf(event: TrailEvent): string[] {
  switch (event.type) {
    case 'request.submitted':
      return submitted(event.detail);
    case 'request.validated':
      return validated(event.detail);
    case 'request.rejected':
      return [`rejected: ${event.detail.reason.message}`, ...event.detail.findings.map(findingText)];
    case 'approval.requested':
      return [`asked the approvers in ${event.detail.channel}, until ${event.detail.expiresAt}`];
    case 'approval.granted':
      return granted(event.detail);
    case 'approval.denied':
      return [`denied ${event.detail.digest}`, ...byMachine(event.detail), `because: ${event.detail.reason}`];
    case 'approval.refused':
      return [`may not ${event.detail.verdict}: ${event.detail.reason.message}`];
    case 'approval.withdrawn':
      return [`no longer counts approvals of ${event.detail.approvers.join(', ')}: ${event.detail.reason}`];
    case 'approval.reminded':
      return [`reminded the approvers, reminder ${event.detail.reminder}`];
    case 'request.expired':
      return [`expired while ${event.detail.while}, at ${event.detail.expiresAt}`];
    case 'request.cancelled':
      return ['cancelled'];
    case 'request.retried':
      return ['let it be tried again'];
    case 'workflow.stopped':
      return [`execution ${event.detail.execution} was stopped by hand`];
    case 'creation.attempted':
      return [`attempted ${event.detail.operation}`];
    case 'creation.paused':
      return [`held back by the kill switch ${event.detail.parameter}`];
    case 'creation.resumed':
      return [`no longer held back by the kill switch ${event.detail.parameter}`];
    case 'creation.refused':
      return [`creation refused: ${event.detail.reason.message}`];
    case 'resource.created':
      return [`created ${event.detail.arn} (${event.detail.operation})`];
    case 'resource.adopted':
      return [`took over ${event.detail.arn}, created by an earlier attempt`];
    case 'resource.failed':
      return [`failed: ${event.detail.reason.message}`];
    case 'creation.undone':
      return [`removed what was created in part: ${event.detail.removed.join(', ') || 'nothing was left'}`];
    case 'creation.undo-failed':
      return [
        `could not remove what was created in part: ${event.detail.reason.message}`,
        `remains: ${event.detail.remains.join(', ')}`,
      ];
  }
}

/** An actor as a story names it. */
export function nameOf({ id, name, kind }: Actor): string {
  if (kind === 'system') return id;
  return name === undefined ? id : `${name} (${id})`;
}

/** Somebody's word on a request. */
export function verdictWords({ verdict, approver }: Pick<Decision, 'verdict' | 'approver'>): string {
  return `${verdict} by ${nameOf(approver)}`;
}

function submitted({ summary, justification, plan, digest }: EventDetail<'request.submitted'>): string[] {
  const calls = plan.map(({ operation, account, region }) => `${operation} in ${account}, ${region}`);
  return [
    `asked for ${summary.title} ${summary.name}`,
    `because: ${justification}`,
    `plan: ${calls.join('; ')}`,
    `digest: ${digest}`,
  ];
}

function validated(detail: StoredDetail<'request.validated'>): string[] {
  const { risk, findings, required, configurationHash, version } = detail;
  return [
    `found the risk to be ${risk}; ${required} of the approvers must agree`,
    ...findings.map(findingText),
    `configuration: ${configurationHash}`,
    ...(version === undefined ? [] : [`Countersign: ${version}`]),
  ];
}

function granted(detail: EventDetail<'approval.granted'>): string[] {
  const { counted, required, complete, reason, digest } = detail;
  return [
    `approved ${digest}`,
    ...byMachine(detail),
    `${counted} of ${required}${complete ? ': that is enough' : ''}`,
    ...(reason === undefined ? [] : [`because: ${reason}`]),
  ];
}

function byMachine({ machine }: { machine?: string }): string[] {
  return machine === undefined ? [] : [`by machine ${machine}`];
}

function findingText({
  severity,
  code,
  message,
}: {
  severity: string;
  code: string;
  message: string;
}): string {
  return `${severity}: ${code}: ${message}`;
}
