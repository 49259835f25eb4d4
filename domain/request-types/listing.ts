import type { IAMClient } from '@aws-sdk/client-iam';
import type { RAMClient } from '@aws-sdk/client-ram';
import type { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import type { RequestedPlan } from '../plan.ts';
import type { RequestTypeName } from './names.ts';
import type { Sighting } from './reading.ts';

/** The account, as the request types see it. */
export interface AccountClients {
  iam: Pick<IAMClient, 'send'>;
  rolesAnywhere: Pick<RolesAnywhereClient, 'send'>;
  ram: Pick<RAMClient, 'send'>;
}

/** Something that exists in the account. */
export interface Present {
  type: RequestTypeName;
  arn: string;
  createdAt?: string;
  /** The request id that it is tagged with; asked for only when nothing else explains it. */
  tag: () => Promise<string | undefined>;
  /** Whether it must be explained even without a tag: it is where only requests put anything. */
  isOnPath: boolean;
}

/** How what a request type creates is found in the account, all of it or that of one request. */
export interface Listing {
  /** Everything that a request could have created, page by page; IAM's below `path`, the guardrail path. */
  list(clients: AccountClients, path: string): AsyncGenerator<Present>;
  /** What there is today of the resource that a request created, beside what was approved. */
  look(request: RequestedPlan, arn: string, clients: AccountClients): Promise<Sighting>;
}

/** When something was created, as `Present` says it. */
export function created(at: Date | undefined) {
  return at === undefined ? {} : { createdAt: at.toISOString() };
}
