interface Grant {
  action: string;
  resource: string;
}

/** What only the configuration of `own-configuration.test.ts` brings about: decisions over HTTP, retries, an expiry. */
const inOwnConfiguration: readonly { name: string; action?: string }[] = [
  { name: 'decide-request' },
  { name: 'retry-request' },
  { name: 'reconcile', action: 'dynamodb:PutItem' },
];

/** Whether a use of a grant is to be seen on the stack of `own-configuration.test.ts`, else on the other. */
export function isSeenInOwnConfiguration(name: string, { action }: Grant): boolean {
  return inOwnConfiguration.some((seen) => seen.name === name && (seen.action ?? action) === action);
}

interface Reviewed {
  /** All functions, if left out. */
  names?: readonly string[];
  actions: readonly string[];
  reason: string;
}

/** What is granted although the end-to-end suites never use it, each with its reason. */
const reviewed: readonly Reviewed[] = [
  {
    actions: [
      ...['logs:CreateLogStream', 'logs:PutLogEvents'],
      ...['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    ],
    reason: 'Lambda itself writes logs and traces with the role of the function.',
  },
  {
    names: ['archive-events', 'publish-events'],
    actions: [
      ...['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      ...['dynamodb:ListStreams', 'sqs:SendMessage'],
    ],
    reason: 'Lambda itself reads the stream and names what it gave up, with the role of the function.',
  },
  {
    names: ['close-digest', 'detect-drift', 'reconcile'],
    actions: ['sqs:SendMessage'],
    reason: 'Lambda itself names runs that failed, with the role of the function.',
  },
  {
    names: ['remove-iam-policy', 'remove-ram-permission', 'remove-rolesanywhere-profile'],
    actions: [
      ...['dynamodb:Query', 'dynamodb:PutItem'],
      ...['iam:GetPolicy', 'iam:ListEntitiesForPolicy', 'iam:ListPolicyVersions'],
      ...['iam:DeletePolicy', 'iam:DeletePolicyVersion'],
      ...['ram:GetPermission', 'ram:ListPermissionAssociations', 'ram:DeletePermission'],
      ...['rolesanywhere:ListProfiles', 'rolesanywhere:ListTagsForResource', 'rolesanywhere:GetProfile'],
      ...['rolesanywhere:DeleteProfile', 'rolesanywhere:DisableProfile'],
    ],
    reason:
      'One operation creates each of these, so that none is left half-made: test/lambdas has their removal.',
  },
  {
    names: ['settle-timeout'],
    actions: ['dynamodb:Query', 'dynamodb:PutItem'],
    reason: 'Runs an hour after the longest window, 14 days: in the simulation, under a virtual clock.',
  },
];

/** Whether somebody gave a reason why a grant stays unused. */
export function isReviewed(name: string, { action }: Grant): boolean {
  return reviewed.some(({ names, actions }) => (names?.includes(name) ?? true) && actions.includes(action));
}
