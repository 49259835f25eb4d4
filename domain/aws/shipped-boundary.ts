/**
 * Services that say who people are and what they may do, with the verbs of what only reads there: whatever else they
 * have, or get one day, is left out.
 */
const reads = {
  iam: 'Generate Get List Simulate',
  identitystore: 'Describe Get Is List',
  sso: 'Describe Get List Search',
  'sso-directory': 'Describe Get Is List Search',
  'identity-sync': 'Get List',
  'account-access': 'Get List',
  rolesanywhere: 'Get List',
  ram: 'Get List',
};
/** What nobody gets who was requested: the organisation, the account itself, and root of other accounts. */
const never = ['organizations:*', 'account:*', 'sts:AssumeRoot'];

const readActions = Object.entries(reads).flatMap(([service, verbs]) =>
  verbs.split(' ').map((verb) => `${service}:${verb}*`),
);

/** A statement of the boundary, as plain data. */
export interface BoundaryStatement {
  sid: string;
  effect: 'Allow' | 'Deny';
  actions?: string[];
  notActions?: string[];
  resources: string[];
}

/**
 * The boundary that the stack ships, and that the analysis of roles knows: everything but to change who may do what (it
 * included), and to touch Countersign (`own`, ARN patterns) or what deploys it.
 */
export function shippedBoundary(own: string[], deployment: string[]): BoundaryStatement[] {
  const everything = ['*'];
  return [
    {
      sid: 'NothingAboutWhoMayDoWhat',
      effect: 'Allow',
      notActions: [...Object.keys(reads).map((service) => `${service}:*`), ...never],
      resources: everything,
    },
    { sid: 'ButToRead', effect: 'Allow', actions: readActions, resources: everything },
    { sid: 'NeverTheOrganization', effect: 'Deny', actions: never, resources: everything },
    { sid: 'NeverTouchCountersign', effect: 'Deny', actions: everything, resources: own },
    { sid: 'NeverDeployCountersign', effect: 'Deny', actions: everything, resources: deployment },
  ];
}
