import { describe, expect, test } from '@jest/globals';
import { Authorization } from '../../../local/authorization/authorization.ts';
import type { AwsCall } from '../../../local/doubles/wire/aws-endpoint.ts';
import type { Statement } from '../../../local/template/statements.ts';

const trail = 'arn:aws:dynamodb:us-east-1:111122223333:table/trail';
const roles = 'arn:aws:iam::111122223333:role/requested/*';
const taken = 'arn:aws:iam::111122223333:role/elsewhere/Taken';
const takenRole = {
  ...{
    RoleName: 'Taken',
    RoleId: 'AROA',
    Arn: taken,
    Path: '/elsewhere/',
    CreateDate: '2026-01-01T00:00:00Z',
  },
  ...{ AssumeRolePolicyDocument: '{}', MaxSessionDuration: 3600, Tags: [{ Key: 'owner', Value: 'us' }] },
  ...{ RolePolicyList: [], AttachedManagedPolicies: [] },
  PermissionsBoundary: {
    PermissionsBoundaryType: 'Policy' as const,
    PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/b',
  },
};

const allow = (action: string, resource: string, rest: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: [action],
  Resource: [resource],
  ...rest,
});
const deny = (action: string, resource: string, Condition?: Statement['Condition']): Statement =>
  allow(action, resource, { Effect: 'Deny', Condition });

/** One function with these statements, its key `KEY`; `Taken` is a role outside of the path. */
function authorization(statements: Statement[], resourceDenials: Statement[] = []) {
  const log: string[] = [];
  const made = new Authorization({
    template: {
      roles: [{ functionName: 'work', arn: 'arn:aws:iam::111122223333:role/own/work', statements }],
      resourceDenials,
      tables: [
        {
          TableName: 'trail',
          AttributeDefinitions: [{ AttributeName: 'requestId', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'requestId', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      ],
      secrets: [{ arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:slack', name: 'slack' }],
      stateMachines: [
        {
          arn: 'arn:aws:states:us-east-1:111122223333:stateMachine:requests',
          definition: { StartAt: 'End', States: { End: { Type: 'Succeed' } } },
        },
      ],
    },
    holderOf: (accessKeyId) => (accessKeyId === 'KEY' ? 'work' : undefined),
    account: {
      roleArn: (name) => (name === 'Taken' ? taken : undefined),
      resources: () => ({
        roles: [takenRole],
        policies: [],
        instanceProfiles: [],
        profiles: [],
        permissions: [],
      }),
    },
    log: (line) => log.push(line),
  });
  const refusal = (service: AwsCall['service'], operation: string, input: object) =>
    made.refusal('KEY', { service, operation, input });
  return { made, log, refusal };
}

const createRole = { RoleName: 'new', Path: '/requested/', Tags: [{ Key: 'a', Value: 'b' }] };

describe('a call', () => {
  test('is let through if a statement allows its action on its resource, ignoring case in the action', () => {
    const { refusal, log } = authorization([allow('DynamoDB:get*', trail)]);
    expect(refusal('dynamodb', 'GetItem', { TableName: 'trail' })).toBeUndefined();
    expect(refusal('dynamodb', 'GetItem', { TableName: trail })).toBeUndefined();
    expect(log).toEqual([]);
  });

  test('is refused as its service spells it, and said with function, action and resource', () => {
    const { refusal, log } = authorization([allow('dynamodb:GetItem', trail)]);
    expect(refusal('dynamodb', 'PutItem', { TableName: 'trail' })).toMatchObject({
      name: 'AccessDeniedException',
      httpStatus: 400,
    });
    expect(refusal('iam', 'GetRole', { RoleName: 'any' })).toMatchObject({
      name: 'AccessDenied',
      httpStatus: 403,
    });
    expect(refusal('ram', 'ListResourceTypes', {})).toMatchObject({
      name: 'AccessDeniedException',
      httpStatus: 403,
    });
    expect(log[0]).toBe(
      `Refused: work is not authorized to perform: dynamodb:PutItem on resource: ${trail} because no identity-based policy allows the dynamodb:PutItem action`,
    );
  });

  test('that no table knows needs the action of its name on everything', () => {
    expect(authorization([]).refusal('ram', 'DeletePermission', {})?.message).toContain(
      'ram:DeletePermission',
    );
  });

  test('of anybody but a function is not looked at', () => {
    const { made } = authorization([]);
    const call = { service: 'iam', operation: 'CreateRole', input: createRole } as const;
    expect(made.refusal('OTHER', call)).toBeUndefined();
    expect(made.report()).toEqual({ work: [] });
  });
});

describe('what is asked for', () => {
  const asked: [string, AwsCall['service'], string, object, string[]][] = [
    [
      'an index is a resource of its own',
      'dynamodb',
      'Query',
      { TableName: 'trail', IndexName: 'by' },
      [`dynamodb:Query ${trail}/index/by`],
    ],
    [
      'tags on a new role are an action of their own',
      'iam',
      'CreateRole',
      createRole,
      [
        'iam:CreateRole arn:aws:iam::111122223333:role/requested/new',
        'iam:TagRole arn:aws:iam::111122223333:role/requested/new',
      ],
    ],
    [
      'a role is asked for where it is',
      'iam',
      'GetRole',
      { RoleName: 'Taken' },
      ['iam:GetRole arn:aws:iam::111122223333:role/elsewhere/Taken'],
    ],
    [
      'a profile passes its roles',
      'rolesanywhere',
      'CreateProfile',
      { roleArns: ['arn:r'], tags: [{}] },
      [
        'rolesanywhere:CreateProfile *',
        'rolesanywhere:TagResource arn:aws:rolesanywhere:us-east-1:111122223333:profile/*',
        'iam:PassRole arn:r',
      ],
    ],
    [
      'a permission is tagged as it will be called',
      'ram',
      'CreatePermission',
      { name: 'p', tags: [{}] },
      ['ram:CreatePermission *', 'ram:TagResource arn:aws:ram:us-east-1:111122223333:permission/p'],
    ],
    [
      'a task token belongs to the state machine',
      'states',
      'SendTaskSuccess',
      { taskToken: 't' },
      ['states:SendTaskSuccess arn:aws:states:us-east-1:111122223333:stateMachine:requests'],
    ],
    [
      'a secret is found by name',
      'secretsmanager',
      'GetSecretValue',
      { SecretId: 'slack' },
      ['secretsmanager:GetSecretValue arn:aws:secretsmanager:us-east-1:111122223333:secret:slack'],
    ],
  ];
  test.each(asked)('%s', (_title, service, operation, input, expected) => {
    const { made, refusal } = authorization([allow('*', '*')]);
    refusal(service, operation, input);
    const used = made.report().work ?? [];
    expect(used.map(({ action, resource }) => `${action} ${resource}`)).toEqual(expected);
  });

  test('is granted only if all of it is', () => {
    const { refusal } = authorization([allow('iam:CreateRole', roles)]);
    expect(refusal('iam', 'CreateRole', createRole)?.message).toContain('iam:TagRole');
    expect(refusal('iam', 'CreateRole', { ...createRole, Tags: [] })).toBeUndefined();
  });
});

describe('a denial', () => {
  const everything = allow('*', '*');
  const put = ['dynamodb', 'PutItem', { TableName: 'trail' }] as const;
  const principal = (operator: string, arn: string) => ({ [operator]: { 'aws:PrincipalArn': [arn] } });

  test('wins over what is granted', () => {
    const { refusal } = authorization([everything, deny('dynamodb:Put*', `${trail}*`)]);
    expect(refusal(...put)?.message).toContain('explicit deny in an identity-based policy');
  });

  test.each([
    ['ArnNotEquals', 'arn:aws:iam::111122223333:role/own/other', true],
    ['ArnNotEquals', 'arn:aws:iam::111122223333:role/own/w*', false],
    ['ArnLike', 'arn:aws:iam::111122223333:role/own/*', true],
    ['ArnEquals', 'arn:aws:iam::111122223333:role/other', false],
  ])('of a resource under %s %s applies: %s', (operator, arn, applies) => {
    const { refusal } = authorization(
      [everything],
      [deny('dynamodb:PutItem', trail, principal(operator, arn))],
    );
    expect(refusal(...put) !== undefined).toBe(applies);
  });

  test('under a condition that the call does not meet does not apply', () => {
    const insecure = { Bool: { 'aws:SecureTransport': ['false'] } };
    const old = { NumericLessThan: { 's3:TlsVersion': ['1.2'] } };
    const denials = [deny('*', '*', insecure), deny('*', '*', old)];
    expect(authorization([everything, ...denials]).refusal(...put)).toBeUndefined();
  });
});

/** A call that the statement of this action and condition allows if the condition is right, and one that it must not. */
const planted: [string, AwsCall['service'], string, Statement['Condition'], object, object][] = [
  [
    'a role without the boundary',
    'iam',
    'CreateRole',
    { StringEquals: { 'iam:PermissionsBoundary': ['arn:aws:iam::111122223333:policy/b'] } },
    { RoleName: 'n', PermissionsBoundary: 'arn:aws:iam::111122223333:policy/b' },
    { RoleName: 'n' },
  ],
  [
    'a policy without our tag',
    'iam',
    'CreatePolicy',
    { StringLike: { 'aws:RequestTag/countersign:request-id': ['?*'] } },
    { PolicyName: 'n', Tags: [{ Key: 'countersign:request-id', Value: 'r' }] },
    { PolicyName: 'n', Tags: [{ Key: 'other', Value: 'r' }] },
  ],
  [
    'a permission with a tag too many',
    'ram',
    'CreatePermission',
    { 'ForAllValues:StringLike': { 'aws:TagKeys': ['countersign:*'] } },
    { name: 'n', tags: [{ key: 'countersign:request-id', value: 'r' }] },
    {
      name: 'n',
      tags: [
        { key: 'countersign:request-id', value: 'r' },
        { key: 'x', value: 'y' },
      ],
    },
  ],
  [
    'what does not carry a tag',
    'iam',
    'GetRole',
    { StringEquals: { 'aws:ResourceTag/owner': ['us'] } },
    { RoleName: 'Taken' },
    { RoleName: 'other' },
  ],
  [
    'the attachment of another policy',
    'iam',
    'AttachRolePolicy',
    { ArnEquals: { 'iam:PolicyARN': ['arn:aws:iam::aws:policy/AWSDenyAll'] } },
    { RoleName: 'Taken', PolicyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' },
    { RoleName: 'Taken', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  ],
  ...['PutRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy'].map((operation): (typeof planted)[number] => [
    `${operation} on a role that has another boundary, or none`,
    'iam',
    operation,
    { StringEquals: { 'iam:PermissionsBoundary': ['arn:aws:iam::111122223333:policy/b'] } },
    { RoleName: 'Taken' },
    { RoleName: 'other' },
  ]),
  [
    'another signing algorithm',
    'kms',
    'Sign',
    { StringEquals: { 'kms:SigningAlgorithm': ['RSASSA_PSS_SHA_256'] } },
    { KeyId: 'k', SigningAlgorithm: 'RSASSA_PSS_SHA_256' },
    { KeyId: 'k', SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' },
  ],
  [
    'a list of another prefix',
    's3',
    'ListObjectsV2',
    { StringEquals: { 's3:prefix': ['digests/', 'trail/'] } },
    { Bucket: 'b', Prefix: 'trail/' },
    { Bucket: 'b' },
  ],
  [
    'an overwrite',
    's3',
    'PutObject',
    { Null: { 's3:if-none-match': ['false'] } },
    { Bucket: 'b', Key: 'k', IfNoneMatch: '*' },
    { Bucket: 'b', Key: 'k' },
  ],
  [
    'another source of events',
    'events',
    'PutEvents',
    { StringEquals: { 'events:source': ['countersign'] } },
    { Entries: [{ Source: 'countersign' }] },
    { Entries: [{ Source: 'countersign' }, { Source: 'aws.iam' }] },
  ],
  [
    'another partition of a table',
    'dynamodb',
    'GetItem',
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['r1'] } },
    { TableName: 'trail', Key: { requestId: { S: 'r1' }, seq: { N: '1' } } },
    { TableName: 'trail', Key: { requestId: { S: 'r2' }, seq: { N: '1' } } },
  ],
  [
    'a query of another partition',
    'dynamodb',
    'Query',
    { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['r1'] } },
    {
      TableName: 'trail',
      KeyConditionExpression: 'requestId = :id',
      ExpressionAttributeValues: { ':id': { S: 'r1' } },
    },
    {
      TableName: 'trail',
      KeyConditionExpression: '#id = :id',
      ExpressionAttributeNames: { '#id': 'requestId' },
      ExpressionAttributeValues: { ':id': { S: 'r2' } },
    },
  ],
];

describe('a condition of what is granted', () => {
  test.each(planted)('lets no call through with %s', (_what, service, operation, Condition, good, bad) => {
    const { refusal } = authorization([allow('*', '*', { Condition })]);
    expect(refusal(service, operation, good)).toBeUndefined();
    expect(refusal(service, operation, bad)?.message).toContain('no identity-based policy allows');
  });

  test('on roles that are passed is held against the service that gets them', () => {
    const passing = (service: string) =>
      authorization([
        allow('rolesanywhere:*', '*'),
        allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': [service] } } }),
      ]).refusal('rolesanywhere', 'CreateProfile', { roleArns: ['arn:r'] });
    expect(passing('rolesanywhere.amazonaws.com')).toBeUndefined();
    expect(passing('ec2.amazonaws.com')?.message).toContain('iam:PassRole');
  });

  test('of a service that calls for somebody is met by no function', () => {
    const only = (operator: string) =>
      authorization([
        allow('*', '*', {
          Condition: { [operator]: { 'kms:ViaService': ['dynamodb.us-east-1.amazonaws.com'] } },
        }),
      ]).refusal('kms', 'DescribeKey', { KeyId: 'k' });
    expect(only('StringEquals')).toBeDefined();
    expect(only('StringEqualsIfExists')).toBeUndefined();
  });

  test.each([
    ['the key', { StringEquals: { 'aws:PrincipalOrgID': ['o-1'] } }, /key aws:PrincipalOrgID/],
    ['the operator', { IpAddress: { 'aws:RequestedRegion': ['10.0.0.0/8'] } }, /operator IpAddress/],
    ['the misspelt operator', { StringEqual: { 'aws:RequestedRegion': ['x'] } }, /operator StringEqual /],
    ['the variable', { StringLike: { 'aws:PrincipalArn': [`\${aws:username}`] } }, /policy variable/],
  ])('is an error that names %s where that is not known', (_what, Condition, named) => {
    expect(() => authorization([allow('*', '*', { Condition })])).toThrow(named);
    expect(() => authorization([], [deny('*', '*', Condition)])).toThrow(named);
  });
});

test('the report counts what was asked for, and names what was granted and never was', () => {
  const { made, refusal } = authorization([allow('dynamodb:PutItem', trail), allow('iam:GetRole', roles)]);
  for (const _ of [1, 2]) refusal('dynamodb', 'PutItem', { TableName: 'trail' });
  refusal('dynamodb', 'GetItem', { TableName: 'trail' });
  expect(made.report()).toEqual({
    work: [
      { action: 'dynamodb:PutItem', resource: trail, allowed: true, count: 2 },
      { action: 'dynamodb:GetItem', resource: trail, allowed: false, count: 1 },
      { action: 'iam:GetRole', resource: roles, allowed: true, count: 0 },
    ],
  });
});
