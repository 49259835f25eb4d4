import type { EventType, TrailEvent } from '../../domain/trail/events.ts';
import type { Status } from '../../domain/trail/request.ts';

type Transition = { from: readonly Status[]; to: Status | ((event: TrailEvent, before: Status) => Status) };

const same = (_event: TrailEvent, before: Status) => before;

/** What each event may follow and what it leads to: written down a second time, apart from the fold. */
export const transitions: Record<EventType, Transition> = {
  'request.submitted': { from: [], to: 'submitted' },
  'request.validated': { from: ['submitted'], to: same },
  'request.rejected': { from: ['submitted'], to: 'rejected' },
  'approval.requested': { from: ['submitted'], to: 'pending' },
  'approval.granted': {
    from: ['pending'],
    to: (event) => (event.type === 'approval.granted' && event.detail.complete ? 'approved' : 'pending'),
  },
  'approval.denied': { from: ['pending'], to: 'denied' },
  'approval.refused': { from: ['pending'], to: same },
  'approval.withdrawn': { from: ['approved'], to: 'pending' },
  'approval.reminded': { from: ['pending'], to: same },
  'request.expired': { from: ['pending', 'approved'], to: 'expired' },
  'request.cancelled': { from: ['submitted', 'pending'], to: 'cancelled' },
  'request.retried': { from: ['failed'], to: 'approved' },
  'workflow.stopped': { from: ['submitted', 'pending', 'approved'], to: same },
  'creation.paused': { from: ['approved'], to: same },
  'creation.resumed': { from: ['approved'], to: same },
  'creation.attempted': { from: ['approved'], to: same },
  'creation.refused': { from: ['approved'], to: 'failed' },
  'resource.created': { from: ['approved'], to: 'created' },
  'resource.adopted': { from: ['approved'], to: 'created' },
  'resource.failed': { from: ['approved', 'submitted'], to: 'failed' },
  'creation.undone': { from: ['failed'], to: same },
  'creation.undo-failed': { from: ['failed'], to: same },
};
