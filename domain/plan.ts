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

/** The tag by which a resource names the request that created it; `countersign:` tags are ours alone. */
export const requestIdTag = 'countersign:request-id';
