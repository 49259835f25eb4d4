import { iamPolicyListing } from './iam-policy/listing.ts';
import { iamRoleListing } from './iam-role/listing.ts';
import type { AccountClients, Listing, Present } from './listing.ts';
import type { RequestTypeName } from './names.ts';
import { ramPermissionListing } from './ram-permission/listing.ts';
import { rolesAnywhereProfileListing } from './rolesanywhere-profile/listing.ts';

/** How each type's resources are found again; for drift detection alone, since it brings three AWS clients along. */
export const listings = {
  'iam-role': iamRoleListing,
  'iam-policy': iamPolicyListing,
  'rolesanywhere-profile': rolesAnywhereProfileListing,
  'ram-permission': ramPermissionListing,
} as const satisfies Record<RequestTypeName, Listing>;

/** Everything in the account that a request could have created, page by page; `path` is the guardrail path. */
export async function* listPresent(clients: AccountClients, path: string): AsyncGenerator<Present> {
  for (const { list } of Object.values(listings)) yield* list(clients, path);
}
