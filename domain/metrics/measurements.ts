import type { TrailEvent } from '../trail/events.ts';
import type { Request } from '../trail/request.ts';
import type { Metrics } from './metrics.ts';

/** Counts what an event that was just appended says; `before`: the request as it was, if there was one. */
export function measure(event: TrailEvent, before: Request | undefined, metrics: Metrics): void {
  const type = before?.type ?? 'unknown';
  switch (event.type) {
    case 'request.submitted':
      metrics.count('RequestsSubmitted', event.detail.type);
      break;
    case 'request.rejected':
      metrics.count('RequestsRejected', event.detail.reason.code);
      break;
    case 'approval.granted':
      metrics.count('Decisions', 'approve');
      if (event.detail.complete) decided(event, before, metrics);
      break;
    case 'approval.denied':
      metrics.count('Decisions', 'deny');
      decided(event, before, metrics);
      break;
    case 'approval.withdrawn':
      metrics.count('ApprovalsWithdrawn');
      break;
    case 'request.expired':
      metrics.count('RequestsExpired');
      break;
    case 'request.cancelled':
      metrics.count('RequestsCancelled');
      break;
    case 'resource.created':
      metrics.count('ResourcesCreated', type);
      break;
    case 'resource.adopted':
      metrics.count('ResourcesAdopted', type);
      break;
    case 'creation.refused':
    case 'resource.failed':
      metrics.count('RequestsFailed', event.detail.reason.code);
      break;
    case 'creation.undo-failed':
      metrics.count('UndoFailed');
      break;
  }
}

function decided({ at }: TrailEvent, before: Request | undefined, metrics: Metrics): void {
  const asked = before?.approval?.at;
  if (asked) metrics.put('TimeToDecision', (Date.parse(at) - Date.parse(asked)) / 1000);
}
