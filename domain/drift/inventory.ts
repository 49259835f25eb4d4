import { type IAMClient, ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListPermissionsCommand, type RAMClient } from '@aws-sdk/client-ram';
import { ListProfilesCommand, type RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { tagMap } from '../aws/read-back.ts';
import { findRole } from '../aws/role-reading.ts';
import { requestIdTag } from '../plan.ts';
import type { RequestTypeName } from '../request-types/names.ts';
import { readPermission } from '../request-types/permission-reading.ts';
import { readPolicy } from '../request-types/pins.ts';
import { readTags } from '../request-types/profile-reading.ts';

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

type Lister = (clients: AccountClients, path: string) => AsyncGenerator<Present>;

/** How each type's resources are listed: IAM's under the guardrail path, the others all there are, since they have none. */
const listers: Readonly<Record<RequestTypeName, Lister>> = {
  'iam-role': listRoles,
  'iam-policy': listPolicies,
  'rolesanywhere-profile': listProfiles,
  'ram-permission': listPermissions,
};

/** Everything in the account that a request could have created, page by page; `path` is the guardrail path. */
export async function* listPresent(clients: AccountClients, path: string): AsyncGenerator<Present> {
  for (const list of Object.values(listers)) yield* list(clients, path);
}

async function* listRoles({ iam }: AccountClients, PathPrefix: string): AsyncGenerator<Present> {
  let Marker: string | undefined;
  do {
    const page = await iam.send(new ListRolesCommand({ PathPrefix, Marker, MaxItems: 1000 }));
    for (const { Arn = '', RoleName = '', CreateDate } of page.Roles ?? []) {
      const tag = async () => tagMap((await findRole(RoleName, iam))?.Tags).get(requestIdTag);
      yield { type: 'iam-role', arn: Arn, ...created(CreateDate), tag, isOnPath: true };
    }
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
}

async function* listPolicies({ iam }: AccountClients, PathPrefix: string): AsyncGenerator<Present> {
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new ListPoliciesCommand({ Scope: 'Local', PathPrefix, Marker, MaxItems: 1000 }),
    );
    for (const { Arn = '', CreateDate } of page.Policies ?? []) {
      const tag = async () => tagMap((await readPolicy(Arn, iam))?.Tags).get(requestIdTag);
      yield { type: 'iam-policy', arn: Arn, ...created(CreateDate), tag, isOnPath: true };
    }
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
}

async function* listProfiles({ rolesAnywhere }: AccountClients): AsyncGenerator<Present> {
  let nextToken: string | undefined;
  do {
    const page = await rolesAnywhere.send(
      new ListProfilesCommand(nextToken === undefined ? {} : { nextToken }),
    );
    for (const { profileArn: arn = '', createdAt } of page.profiles ?? []) {
      const tag = async () => (await readTags(arn, rolesAnywhere))?.get(requestIdTag);
      yield { type: 'rolesanywhere-profile', arn, ...created(createdAt), tag, isOnPath: false };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function* listPermissions({ ram }: AccountClients): AsyncGenerator<Present> {
  let nextToken: string | undefined;
  do {
    const input = {
      permissionType: 'CUSTOMER_MANAGED' as const,
      ...(nextToken !== undefined && { nextToken }),
    };
    const page = await ram.send(new ListPermissionsCommand(input));
    for (const { arn = '', creationTime, status } of page.permissions ?? []) {
      // A deleted one stays visible for up to two hours.
      if (status === 'DELETED' || status === 'DELETING') continue;
      const tag = async () => tagMap((await readPermission(arn, ram))?.tags).get(requestIdTag);
      yield { type: 'ram-permission', arn, ...created(creationTime), tag, isOnPath: false };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

function created(at: Date | undefined) {
  return at === undefined ? {} : { createdAt: at.toISOString() };
}
