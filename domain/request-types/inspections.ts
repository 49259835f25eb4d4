import { iamPolicyInspection } from './iam-policy/inspection.ts';
import { iamRoleInspection } from './iam-role/inspection.ts';
import type { Inspect } from './inspection.ts';
import type { RequestTypeName } from './names.ts';
import { ramPermissionInspection } from './ram-permission/inspection.ts';
import { rolesAnywhereProfileInspection } from './rolesanywhere-profile/inspection.ts';

/** The inspection of each request type; for the validating function alone, since it brings four AWS clients along. */
export const inspections = {
  'iam-role': iamRoleInspection,
  'iam-policy': iamPolicyInspection,
  'rolesanywhere-profile': rolesAnywhereProfileInspection,
  'ram-permission': ramPermissionInspection,
} as const satisfies Record<RequestTypeName, Inspect>;
