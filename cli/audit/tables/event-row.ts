import type { TrailEvent } from '../../../domain/trail/events.ts';
import { storyOf } from '../story.ts';

/** What every event's row says of its request; known from the request's first event on. */
export interface About {
  requestType: string;
  name: string;
  account: string;
  requester: string;
}

/** An event in one row: what people look for, sort and filter by. What is not known is empty. */
export interface EventRow extends About {
  /** The day in UTC. */
  date: string;
  at: string;
  event: string;
  requestId: string;
  seq: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  risk: string;
  /** Why something was refused, rejected or failed, as a code. */
  code: string;
  resourceArn: string;
  what: string;
  hash: string;
}

/** The columns, in their order. */
export const eventColumns = [
  ...(['date', 'at', 'event', 'requestId', 'seq', 'requestType', 'name', 'account', 'requester'] as const),
  ...(['actorKind', 'actorId', 'actorName', 'risk', 'code', 'resourceArn', 'what', 'hash'] as const),
] satisfies (keyof EventRow)[];

/** What a request's first event says of the request; undefined for later ones. */
export function aboutIn(event: TrailEvent): About | undefined {
  if (event.type !== 'request.submitted') return undefined;
  const { type, summary, plan } = event.detail;
  return {
    requestType: type,
    name: summary.name,
    account: plan[0]?.account ?? '',
    requester: event.actor.id,
  };
}

const nothing: About = { requestType: '', name: '', account: '', requester: '' };

export function eventRow(event: TrailEvent, about: About = nothing): EventRow {
  const { at, type, requestId, seq, actor, hash } = event;
  return {
    ...about,
    ...{ date: at.slice(0, 10), at, event: type, requestId, seq: String(seq) },
    ...{ actorKind: actor.kind, actorId: actor.id, actorName: actor.name ?? '' },
    ...{ risk: riskOf(event), code: codeOf(event), resourceArn: arnOf(event) },
    ...{ what: storyOf(event).join('; '), hash },
  };
}

function riskOf({ type, detail }: TrailEvent): string {
  return type === 'request.validated' || type === 'request.rejected' ? (detail.risk ?? '') : '';
}

function codeOf({ type, detail }: TrailEvent): string {
  switch (type) {
    case 'request.rejected':
    case 'approval.refused':
    case 'creation.refused':
    case 'resource.failed':
      return detail.reason.code;
    default:
      return '';
  }
}

function arnOf({ type, detail }: TrailEvent): string {
  return type === 'resource.created' || type === 'resource.adopted' ? detail.arn : '';
}
