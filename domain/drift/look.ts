import { iamPolicyCreation } from '../request-types/iam-policy.ts';
import { iamRoleCreation } from '../request-types/iam-role.ts';
import type { RequestTypeName } from '../request-types/names.ts';
import { onlyCall } from '../request-types/planned-call.ts';
import { ramPermissionCreation } from '../request-types/ram-permission.ts';
import type { Sighting } from '../request-types/request-type.ts';
import { rolesAnywhereProfileCreation } from '../request-types/rolesanywhere-profile.ts';
import type { Request } from '../trail/request.ts';
import type { AccountClients } from './inventory.ts';

type Find = (request: Request, arn: string, clients: AccountClients) => Promise<Sighting>;

const finders: Readonly<Record<RequestTypeName, Find>> = {
  'iam-role': ({ id, plan }, _arn, { iam }) => iamRoleCreation.find(onlyCall(plan), id, iam),
  'iam-policy': ({ id, plan }, _arn, { iam }) => iamPolicyCreation.find(onlyCall(plan), id, iam),
  'rolesanywhere-profile': ({ id, plan }, arn, { rolesAnywhere }) =>
    rolesAnywhereProfileCreation.find(onlyCall(plan), id, rolesAnywhere, { arn }),
  'ram-permission': ({ id, plan }, _arn, { ram }) => ramPermissionCreation.find(onlyCall(plan), id, ram),
};

/** What there is today of the resource that a request created, beside what was approved. */
export const lookAgain: Find = (request, arn, clients) => finders[request.type](request, arn, clients);
