/** Every type a request can have, as it is spelled over HTTP and in the configuration. */
export const requestTypeNames = [
  'iam-role',
  'iam-policy',
  'rolesanywhere-profile',
  'ram-permission',
] as const;
export type RequestTypeName = (typeof requestTypeNames)[number];
