import type { FunctionName } from '../../lambdas/environment.ts';

export const trail = '<countersign-audit-trail>';
const rows = '<countersign-requests>';
const stateMachine = 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-requests';
const removalStateMachine = 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-removal';
const secret = { 'secretsmanager:GetSecretValue': ['<countersign/slack>'] };
const killSwitch = {
  'ssm:GetParameter': ['arn:aws:ssm:us-east-1:111122223333:parameter/countersign/kill-switch'],
};
const read = { 'dynamodb:Query': [trail] };
const append = { ...read, 'dynamodb:PutItem': [trail] };
const getRow = { 'dynamodb:GetItem': [rows] };
const updateRow = { 'dynamodb:UpdateItem': [rows] };
const resume = { 'states:SendTaskSuccess': [stateMachine] };
const role = 'arn:aws:iam::111122223333:role';
const policy = 'arn:aws:iam::111122223333:policy';
const managedPolicies = [`${policy}/*`, 'arn:aws:iam::aws:policy/*'];
/** As the shipped configuration has them. */
const attachable = [
  'arn:aws:iam::*:policy/requested/*',
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
];
const profiles = ['arn:aws:rolesanywhere:us-east-1:111122223333:profile/*'];
const permissions = ['arn:aws:ram:us-east-1:111122223333:permission/*'];

const bucket = 'arn:aws:s3:::<countersign-audit-111122223333-us-east-1>';

export const boundaryArn = `${policy}/countersign-boundary`;

/** What the request types ask about a plan. */
const inspect = {
  'iam:GetRole': [`${role}/*`],
  'iam:GetPolicy': [boundaryArn, ...attachable, ...managedPolicies],
  'iam:GetPolicyVersion': attachable,
  'iam:ListPolicies': ['*'],
  'rolesanywhere:ListProfiles': ['*'],
  'ram:GetPermission': permissions,
  'ram:ListResourceTypes': ['*'],
  'access-analyzer:ValidatePolicy': ['*'],
};

/** Function → action → resources: all that each function is granted, besides its own log and traces. */
export const granted: Record<FunctionName, Record<string, string[]>> = {
  'submit-request': {
    ...read,
    'dynamodb:PutItem': [trail, rows],
    'states:StartExecution': [stateMachine],
  },
  'get-request': read,
  'get-audit-trail': read,
  'list-requests': { 'dynamodb:Query': [`${rows}/index/by-requester`, `${rows}/index/by-status`] },
  'list-own-requests': { 'dynamodb:Query': [`${rows}/index/by-requester`] },
  'get-caller': secret,
  'preview-request': inspect,
  'cancel-request': { ...append, ...updateRow, ...resume },
  'decide-request': { ...append, ...updateRow, ...secret, ...resume },
  'retry-request': {
    ...append,
    ...updateRow,
    'states:StartExecution': [stateMachine],
    'states:DescribeExecution': ['arn:aws:states:us-east-1:111122223333:execution:countersign-requests:*'],
  },
  'list-request-types': {},
  'get-openapi': {},
  'slack-interaction': { ...append, ...updateRow, ...secret, ...resume },
  'validate-request': {
    ...append,
    ...updateRow,
    ...inspect,
  },
  'request-approval': { ...append, ...getRow, ...updateRow, ...secret, ...resume },
  'settle-timeout': append,
  'create-iam-role': {
    ...append,
    ...secret,
    ...killSwitch,
    'iam:CreateRole': [`${role}/requested/*`],
    'iam:TagRole': [`${role}/requested/*`],
    'iam:PutRolePolicy': [`${role}/requested/*`],
    'iam:AttachRolePolicy': [`${role}/requested/*`],
    'iam:GetRolePolicy': [`${role}/*`],
    'iam:ListRolePolicies': [`${role}/*`],
    'iam:ListAttachedRolePolicies': [`${role}/*`],
    'iam:GetRole': [`${role}/*`],
    'iam:GetPolicy': [...attachable, boundaryArn],
  },
  'create-iam-policy': {
    ...append,
    ...secret,
    ...killSwitch,
    'iam:CreatePolicy': [`${policy}/requested/*`],
    'iam:TagPolicy': [`${policy}/requested/*`],
    'iam:GetPolicy': [`${policy}/requested/*`],
    'iam:GetPolicyVersion': [`${policy}/requested/*`],
    'iam:ListPolicies': ['*'],
  },
  'create-rolesanywhere-profile': {
    ...append,
    ...secret,
    ...killSwitch,
    'rolesanywhere:CreateProfile': ['*'],
    'rolesanywhere:TagResource': profiles,
    'rolesanywhere:ListProfiles': ['*'],
    'rolesanywhere:GetProfile': profiles,
    'rolesanywhere:ListTagsForResource': ['*'],
    'iam:PassRole': [`${role}/requested/*`],
    'iam:GetRole': [`${role}/*`],
    'iam:GetPolicy': managedPolicies,
  },
  'create-ram-permission': {
    ...append,
    ...secret,
    ...killSwitch,
    'ram:CreatePermission': ['*'],
    'ram:TagResource': permissions,
    'ram:GetPermission': permissions,
  },
  'remove-iam-role': {
    ...append,
    'iam:GetRole': [`${role}/*`],
    'iam:ListRolePolicies': [`${role}/requested/*`],
    'iam:ListAttachedRolePolicies': [`${role}/requested/*`],
    'iam:ListInstanceProfilesForRole': [`${role}/requested/*`],
    'iam:AttachRolePolicy': [`${role}/requested/*`],
    'iam:DetachRolePolicy': [`${role}/requested/*`],
    'iam:DeleteRolePolicy': [`${role}/requested/*`],
    'iam:DeleteRole': [`${role}/requested/*`],
    'iam:RemoveRoleFromInstanceProfile': ['arn:aws:iam::111122223333:instance-profile/*'],
  },
  'remove-iam-policy': {
    ...append,
    'iam:GetPolicy': [`${policy}/requested/*`],
    'iam:ListPolicyVersions': [`${policy}/requested/*`],
    'iam:ListEntitiesForPolicy': [`${policy}/requested/*`],
    'iam:DeletePolicyVersion': [`${policy}/requested/*`],
    'iam:DeletePolicy': [`${policy}/requested/*`],
  },
  'remove-rolesanywhere-profile': {
    ...append,
    'rolesanywhere:ListProfiles': ['*'],
    'rolesanywhere:ListTagsForResource': ['*'],
    'rolesanywhere:GetProfile': profiles,
    'rolesanywhere:DisableProfile': profiles,
    'rolesanywhere:DeleteProfile': profiles,
  },
  'remove-ram-permission': {
    ...append,
    'ram:GetPermission': permissions,
    'ram:ListPermissionAssociations': permissions,
    'ram:DeletePermission': permissions,
  },
  'record-outcome': { ...read, ...getRow, ...updateRow, ...secret },
  reconcile: {
    'dynamodb:Query': [trail, `${rows}/index/by-due`, `${rows}/index/by-status`],
    'dynamodb:PutItem': [trail],
    ...getRow,
    ...updateRow,
    'dynamodb:DeleteItem': [rows],
    ...secret,
    'states:StartExecution': [stateMachine, removalStateMachine],
    ...resume,
    'states:DescribeExecution': [
      'arn:aws:states:us-east-1:111122223333:execution:countersign-requests:*',
      'arn:aws:states:us-east-1:111122223333:execution:countersign-removal:*',
    ],
    'states:GetExecutionHistory': ['arn:aws:states:us-east-1:111122223333:execution:countersign-requests:*'],
    'states:StopExecution': ['arn:aws:states:us-east-1:111122223333:execution:countersign-requests:*'],
    'sqs:SendMessage': ['<countersign-reconcile-dlq>'],
  },
  'archive-events': {
    's3:PutObject': [`${bucket}/trail/*`],
    'dynamodb:DescribeStream': [trail],
    'dynamodb:GetRecords': [trail],
    'dynamodb:GetShardIterator': [trail],
    'dynamodb:ListStreams': ['*'],
    'sqs:SendMessage': ['<countersign-archive-dlq>'],
  },
  'publish-events': {
    ...read,
    'events:PutEvents': ['arn:aws:events:us-east-1:111122223333:event-bus/default'],
    'dynamodb:DescribeStream': [trail],
    'dynamodb:GetRecords': [trail],
    'dynamodb:GetShardIterator': [trail],
    'dynamodb:ListStreams': ['*'],
    'sqs:SendMessage': ['<countersign-publish-dlq>'],
  },
  'detect-drift': {
    'dynamodb:Query': [trail, `${rows}/index/by-status`],
    'iam:ListRoles': ['*'],
    'iam:ListPolicies': ['*'],
    'iam:GetRole': [`${role}/*`],
    'iam:GetRolePolicy': [`${role}/*`],
    'iam:ListRolePolicies': [`${role}/*`],
    'iam:ListAttachedRolePolicies': [`${role}/*`],
    'iam:GetPolicy': [`${policy}/*`],
    'iam:GetPolicyVersion': [`${policy}/*`],
    'rolesanywhere:ListProfiles': ['*'],
    'rolesanywhere:ListTagsForResource': ['*'],
    'rolesanywhere:GetProfile': profiles,
    'ram:ListPermissions': ['*'],
    'ram:GetPermission': permissions,
    's3:ListBucket': [bucket],
    's3:PutObject': [`${bucket}/drift/*`],
    'events:PutEvents': ['arn:aws:events:us-east-1:111122223333:event-bus/default'],
    'sqs:SendMessage': ['<countersign-drift-dlq>'],
  },
  'close-digest': {
    's3:ListBucket': [bucket],
    's3:GetObject': [`${bucket}/digests/*`, `${bucket}/trail/*`],
    's3:PutObject': [`${bucket}/digests/*`],
    'kms:Sign': ['<AuditStoreKey73C4F459>'],
    'sqs:SendMessage': ['<countersign-digest-dlq>'],
  },
};
