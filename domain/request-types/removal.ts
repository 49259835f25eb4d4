import type { JsonObject } from '../json.ts';
import { requestIdTag } from '../plan.ts';
import type { Reading } from './reading.ts';

/** How often the state machine tries a removal again within one execution. */
export const maxRemovalRetries = 2;

/** One AWS call that takes something away. */
export interface RemovalCall {
  operation: string;
  /** In the API's own spelling. */
  parameters: JsonObject;
}

/** What takes a resource away, in order; or why nothing can. */
export type RemovalPlan =
  | { operations: RemovalCall[] }
  /** Something else uses it: nothing is taken away then, not even in part. */
  | { blocked: { code: string; message: string } };

/** The part of a request that says which resource is its own. */
export interface Removed {
  id: string;
  /** The ARN that the plan leads to, or the name where AWS chooses the ARN. */
  summary: { resource: string };
  /** What was recorded as created, where something was. */
  result?: { arn: string } | undefined;
  resourceId?: string | undefined;
  /** When the quorum was reached: nothing older was made for the request. */
  approvedAt?: string | undefined;
}

/** What is there of what is to be removed. */
export type Remainder<R extends Reading = Reading> =
  | { kind: 'absent' }
  /** It is the request's by identity. */
  | { kind: 'ours'; reading: R }
  /** It may be, and does not carry its tag any more: nobody but a person can tell. */
  | { kind: 'untagged'; reading: R };

/** The half of a request type that removes. */
export interface Removal<Client, R extends Reading = Reading> {
  /** Reads what there is at the place of a request's resource, with all that has to go before it. */
  read(request: Removed, client: Client): Promise<R | undefined>;
  /** Pure: what takes that away. Sent, it leaves nothing. */
  removal(reading: R): RemovalPlan;
  /** What there is, in words, for the trail and for people. */
  parts(reading: R): string[];
  /** Sends one call once; rejects with the SDK's error. */
  send(call: RemovalCall, client: Client): Promise<void>;
}

/**
 * Whose it is that was read: identity decides where it is known (ARN, and the id that no other of the same name has), else
 * the tag. What is another request's, another of the same name, or older than the approval is not the request's.
 */
export function remainderOf<R extends Reading>(request: Removed, reading: R | undefined): Remainder<R> {
  if (reading === undefined) return { kind: 'absent' };
  const { result, resourceId } = request;
  const owner = reading.tags.get(requestIdTag);
  const isAnother =
    (result !== undefined && result.arn !== reading.arn) ||
    (resourceId !== undefined && resourceId !== reading.id) ||
    (owner !== undefined && owner !== request.id);
  if (isAnother) return { kind: 'absent' };
  if (owner === request.id) return { kind: 'ours', reading };
  const isKnown = resourceId !== undefined;
  const isOlder =
    reading.createdAt !== undefined &&
    request.approvedAt !== undefined &&
    isBefore(reading.createdAt, request.approvedAt);
  return isOlder && !isKnown ? { kind: 'absent' } : { kind: 'untagged', reading };
}

/** AWS refuses what was signed by a clock that is five minutes off: no two clocks are further apart. */
const maxApart = 300_000;

function isBefore(at: string, other: string): boolean {
  return Date.parse(at) < Date.parse(other) - maxApart;
}
