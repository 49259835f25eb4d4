import type { JsonObject } from './json.ts';

/** One AWS API call that an approval permits, exactly as it will be sent. */
export interface PlannedCall {
  /** The API's own name, such as `CreateRole`. */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** In the API's own spelling, with every default and guardrail filled in; policy documents as JSON text. */
  readonly parameters: JsonObject;
}

/** A request's plan: its calls in the order in which they are sent, and what says how to read them. */
export interface RequestedPlan {
  /** Of the request, with which its resource is tagged. */
  readonly id: string;
  readonly plan: readonly PlannedCall[];
  /** The schema version of the event that holds the plan: older plans of roles say nothing about policies. */
  readonly planVersion: number;
}

/** The tag by which a resource names the request that created it; `countersign:` tags are ours alone. */
export const requestIdTag = 'countersign:request-id';

/** Stands in a plan that is not recorded for the id that its request would get (the nil UUID of RFC 9562). */
export const requestIdPlaceholder = '00000000-0000-0000-0000-000000000000';
