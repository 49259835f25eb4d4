import * as z from 'zod';
import { severities } from '../finding.ts';
import { requestTypeNames } from '../request-types/names.ts';
import { actorSchema, type EventType, type TrailEvent } from '../trail/events.ts';
import { fold } from '../trail/fold.ts';
import { type Request, statuses } from '../trail/request.ts';
import { quorumOf } from '../view.ts';
import { type Notice, noticeSource, noticeVersion } from './notice.ts';

/** Events of the trail that others are told of: askings, endings, and ways back. */
export const noticedEvents = z.enum([
  ...['approval.requested', 'approval.withdrawn', 'approval.denied'],
  ...['request.rejected', 'request.expired', 'request.cancelled', 'request.retried'],
  ...['creation.refused', 'resource.failed', 'resource.created', 'resource.adopted'],
  ...['creation.undone', 'creation.undo-failed'],
] as const satisfies readonly EventType[]);

/** The `detail-type` of each. */
export const requestDetailTypes: Readonly<Record<z.infer<typeof noticedEvents>, string>> = {
  'approval.requested': 'Approval Requested',
  'approval.withdrawn': 'Approval Withdrawn',
  'approval.denied': 'Request Denied',
  'request.rejected': 'Request Rejected',
  'request.expired': 'Request Expired',
  'request.cancelled': 'Request Cancelled',
  'request.retried': 'Request Retried',
  'creation.refused': 'Request Failed',
  'resource.failed': 'Request Failed',
  'creation.undone': 'Creation Undone',
  'creation.undo-failed': 'Creation Undo Failed',
  'resource.created': 'Request Created',
  'resource.adopted': 'Request Created',
};

/** `detail` of what is published about a request. Texts marked as such come from people: treat them as untrusted. */
export const requestNoticeSchema = z
  .strictObject({
    version: z.literal(noticeVersion),
    id: z
      .string()
      .describe('Of the event in the audit trail. The same notice may come again, with the same id.'),
    requestId: z.uuid(),
    seq: z.int().min(1).describe('Place of the event in the request’s trail: a lower one is older news.'),
    event: noticedEvents.describe('What happened, as the audit trail calls it.'),
    at: z.iso.datetime(),
    actor: actorSchema.describe('Who did it.'),
    type: z.enum(requestTypeNames),
    status: z.enum(statuses).describe('Of the request after the event.'),
    requester: z.string().describe('ARN of the IAM principal that asked.'),
    name: z.string().describe('Of the resource, as its requester wrote it: untrusted text.'),
    digest: z.string().describe('Of the plan: what approvers approve.'),
    risk: z.enum(severities).optional(),
    approvals: z.strictObject({ counted: z.int(), required: z.int() }).optional(),
    expiresAt: z.iso.datetime().optional().describe('Until when approvers may decide, while they are asked.'),
    arn: z.string().optional().describe('Of what was created.'),
    reason: z
      .strictObject({ code: z.string(), message: z.string() })
      .optional()
      .describe('Why it ended so. The message may be an approver’s or AWS’s: untrusted text.'),
  })
  .meta({ title: 'Detail of a Countersign event about a request' });
export type RequestNotice = z.infer<typeof requestNoticeSchema>;

/**
 * What is published about the last of a request's events, oldest first; undefined if nobody is told of such an event.
 * Throws BrokenTrail.
 */
export function requestNotice(events: readonly [TrailEvent, ...TrailEvent[]]): Notice | undefined {
  const event = events.at(-1) ?? events[0];
  const known = noticedEvents.safeParse(event.type);
  if (!known.success) return undefined;
  const request = fold(events);
  const detail: RequestNotice = {
    ...{ version: noticeVersion, id: event.eventId, requestId: event.requestId, seq: event.seq },
    ...{ event: known.data, at: event.at, actor: event.actor },
    ...{ type: request.type, status: request.status, requester: request.requester.id },
    ...{ name: request.summary.name, digest: request.digest },
    ...furtherOf(request, event),
  };
  return {
    source: noticeSource,
    detailType: requestDetailTypes[known.data],
    at: event.at,
    resources: detail.arn ? [detail.arn] : [],
    detail,
  };
}

function furtherOf(request: Request, event: TrailEvent): Partial<RequestNotice> {
  const risk = request.validated?.risk ?? request.rejected?.risk;
  const reason = reasonOf(request, event);
  return {
    ...(risk && { risk }),
    ...(request.validated && { approvals: quorumOf(request) }),
    ...(request.status === 'pending' && request.approval && { expiresAt: request.approval.expiresAt }),
    ...(request.result && { arn: request.result.arn }),
    ...(reason && { reason }),
  };
}

function reasonOf({ failure }: Request, event: TrailEvent): RequestNotice['reason'] {
  switch (event.type) {
    case 'approval.denied':
      return { code: 'denied', message: event.detail.reason };
    case 'approval.withdrawn':
      return { code: 'approval-withdrawn', message: event.detail.reason };
    case 'creation.undo-failed':
      return event.detail.reason;
    default:
      return failure;
  }
}
