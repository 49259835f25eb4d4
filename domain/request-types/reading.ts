import type { JsonObject } from '../json.ts';
import { type RequestedPlan, requestIdTag } from '../plan.ts';
import type { Difference } from './difference.ts';

/** What there is in the account of what a plan describes, read as a whole. Each type's own reading says more. */
export interface Reading {
  arn: string;
  /** AWS's id of this one, which no other of the same name ever has: `RoleId`, `PolicyId`. Not every service gives one. */
  id?: string;
  /** ISO 8601, where AWS tells it. */
  createdAt?: string;
  tags: ReadonlyMap<string, string>;
  /** All that was read, in the API's spelling, for the trail. */
  properties: JsonObject;
}

/** What is known about what a request creates, after looking for it. */
export type Sighting =
  /** Not there, or not readable yet: IAM is eventually consistent. */
  | { kind: 'absent' }
  /** Carries our request id. */
  | { kind: 'ours'; reading: Reading; difference: Difference }
  /** The name is taken by something this request did not create. */
  | { kind: 'foreign'; arn: string; owner: string };

/** Ours if it carries the request id, beside what differs from the plan; else somebody else's. */
export function sightingOf<R extends Reading>(
  request: RequestedPlan,
  reading: R | undefined,
  difference: (request: RequestedPlan, reading: R) => Difference,
): Sighting {
  if (reading === undefined) return { kind: 'absent' };
  const owner = reading.tags.get(requestIdTag);
  if (owner === request.id) return { kind: 'ours', reading, difference: difference(request, reading) };
  const { arn } = reading;
  return { kind: 'foreign', arn, owner: owner === undefined ? 'outside Countersign' : `request ${owner}` };
}
