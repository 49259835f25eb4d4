import * as z from 'zod';
import { details, type EventDetail, type EventType } from './event-details.ts';

export type { EventDetail, EventType } from './event-details.ts';

/**
 * The shape of what is written today; readers keep reading every older one. 2: `request.validated` says which version
 * ran. 3: the plan of a role says everything about its policies; `resource.created` names AWS's id of what it created.
 */
export const schemaVersion = 3;

const time = z.iso.datetime();
/** Who did something: an IAM principal by ARN, a Slack user by id, or a part of Countersign by name. */
export const actorSchema = z.strictObject({
  kind: z.enum(['iam', 'slack', 'system']),
  id: z.string(),
  name: z.string().optional(),
});
export type Actor = z.infer<typeof actorSchema>;

/** What somebody wants to add to a trail, before it has its place in the chain. */
export type Draft = {
  [T in EventType]: { type: T; actor: Actor; at: string; detail: EventDetail<T> };
}[EventType];

interface Link {
  requestId: string;
  /** 1, 2, 3, … */
  seq: number;
  eventId: string;
  schemaVersion: number;
  /** Hash of the event before; 64 zeros for the first. */
  previousHash: string;
  /** Lower-case hex SHA-256 over the canonical JSON of the event without `hash`. */
  hash: string;
}

/** What stored events of a type say, those of older schema versions included. */
export type StoredDetail<T extends EventType> = T extends 'request.validated'
  ? Omit<EventDetail<T>, 'version'> & { version?: string }
  : EventDetail<T>;

/** One entry of the audit trail. */
export type TrailEvent = {
  [T in EventType]: { type: T; actor: Actor; at: string; detail: StoredDetail<T> };
}[EventType] &
  Link;

const link = {
  requestId: z.string(),
  seq: z.int().min(1),
  eventId: z.string(),
  schemaVersion: z.literal([1, 2, schemaVersion]),
  at: time,
  actor: actorSchema,
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

function eventOf<T extends EventType>(type: T) {
  return z.strictObject({ ...link, type: z.literal(type), detail: details[type] });
}

const type = z.literal('request.validated');
const validated = z.discriminatedUnion('schemaVersion', [
  z.strictObject({
    ...link,
    type,
    schemaVersion: z.literal(1),
    detail: details['request.validated'].omit({ version: true }),
  }),
  z.strictObject({
    ...link,
    type,
    schemaVersion: z.literal([2, schemaVersion]),
    detail: details['request.validated'],
  }),
]);

/** Parses one stored event. */
export const eventSchema: z.ZodType<TrailEvent> = z.discriminatedUnion('type', [
  eventOf('request.submitted'),
  validated,
  eventOf('request.rejected'),
  eventOf('approval.requested'),
  eventOf('approval.granted'),
  eventOf('approval.denied'),
  eventOf('approval.refused'),
  eventOf('approval.withdrawn'),
  eventOf('approval.reminded'),
  eventOf('request.expired'),
  eventOf('request.cancelled'),
  eventOf('request.retried'),
  eventOf('workflow.stopped'),
  eventOf('creation.paused'),
  eventOf('creation.resumed'),
  eventOf('creation.attempted'),
  eventOf('creation.refused'),
  eventOf('resource.created'),
  eventOf('resource.adopted'),
  eventOf('resource.failed'),
  eventOf('creation.undone'),
  eventOf('creation.undo-failed'),
]);
