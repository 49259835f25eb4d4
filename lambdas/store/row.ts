import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { statuses } from '../../domain/trail/request.ts';

/** A few shards, so that a burst of submissions does not heat one partition of `by-due`. */
export const dueShards = ['0', '1', '2', '3'] as const;

const rowSchema = z.object({
  id: z.string(),
  type: z.enum(requestTypeNames),
  status: z.enum(statuses),
  requester: z.string(),
  createdAt: z.string(),
  /** When it changed, and what lists show: see `listing.ts`. */
  updatedAt: z.string(),
  /** How many events the row reflects. */
  seq: z.number(),
  dueAt: z.string().optional(),
  taskToken: z.string().optional(),
  /** Which execution and attempt the token belongs to; see `workflow/token-order.ts`. */
  tokenOrder: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  /** The Slack user whom the card names as requester. */
  requesterInSlack: z.string().optional(),
  /** Up to which event the card shows the request. */
  cardSeq: z.number().optional(),
  /** Cards posted by a call whose answer was lost, known since somebody clicked on them. */
  strays: z.array(z.string()).default([]),
  /** Until when nobody else posts the card. */
  cardClaimedUntil: z.string().optional(),
  /** Posts in a row of which nobody knows what became of them. */
  lostPosts: z.number().default(0),
  /** Up to which reminder the approvers were told. */
  reminded: z.number().optional(),
  outcomeTold: z.boolean().optional(),
  /** Up to which event the thread was told what became of what a failed creation had made. */
  undoTold: z.number().optional(),
  /** The latest execution that removes. */
  removal: z.string().optional(),
  visits: z.number().default(0),
  starts: z.number().default(0),
  startsSeq: z.number().default(0),
});

/** One row of the work index: what to list, what is due, where the card is. No verdict is read from it. */
export type Row = z.infer<typeof rowSchema>;

/** Parses a stored row. */
export function rowOf(item: Record<string, AttributeValue>): Row {
  return rowSchema.parse(unmarshall(item));
}

/** What the lists are sorted by: unique, so that a cursor names one place. */
export const sortedBy = (createdAt: string, id: string) => ({ createdAtId: `${createdAt}#${id}` });

/** What puts a row into `by-due`. */
export function due(id: string, dueAt: string) {
  return { dueAt, dueShard: dueShards[id.charCodeAt(0) % dueShards.length] };
}
