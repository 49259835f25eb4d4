import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import type { JsonObject } from '../../../../domain/policy/json.ts';

const context = { account: '111122223333', trustedAccounts: [], pointer: '/p' };

function findings(...statements: JsonObject[]) {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  return analyse('managed', { Version: '2012-10-17', Statement }, context);
}

function severityOf(code: string, ...statements: JsonObject[]) {
  return findings(...statements).find((finding) => finding.code === code)?.severity;
}

const versions = 'ESC:iam-create-policy-version';

describe('a way to more permissions', () => {
  test('is told in a sentence, at the entry that allows it', () => {
    expect(
      findings({ Action: 's3:ListAllMyBuckets' }, { Action: ['iam:GetPolicy', 'iam:CreatePolicyVersion'] }),
    ).toEqual([
      {
        code: versions,
        severity: 'critical',
        pointer: '/p/Statement/1/Action/1',
        message:
          'Whoever holds this can give itself more permissions: it may write a new version of any policy, also of its own, with any permissions.',
      },
    ]);
  });

  test.each(['iam:Create*', 'iam:*', 'IAM:createPOLICYversion', '*', '*:*', 'iam:?reatePolicyVersion'])(
    'is seen behind %s',
    (action) => {
      expect(severityOf(versions, { Action: action })).toBe('critical');
    },
  );

  test('is seen behind what NotAction leaves', () => {
    const statement = { Effect: 'Allow', NotAction: ['s3:*', 'iam:Delete*'], Resource: '*' };
    const found = analyse('managed', { Statement: statement }, context);
    expect(found).toContainEqual(
      expect.objectContaining({ code: versions, pointer: '/p/Statement/NotAction' }),
    );
  });

  test('needs all of its actions, in whichever statements they stand', () => {
    const code = 'ESC:passrole-lambda-create-invoke';
    const [pass, create, invoke] = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'];
    expect(severityOf(code, { Action: pass }, { Action: create }, { Action: invoke })).toBe('high');
    expect(severityOf(code, { Action: pass }, { Action: create })).toBeUndefined();
    expect(severityOf(code, { Action: [create, invoke] })).toBeUndefined();
  });

  test('is as strong as the most limited of its actions', () => {
    const code = 'ESC:iam-attach-role-then-assume';
    const one = { Action: 'iam:AttachRolePolicy' };
    const other = { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/x' };
    expect(severityOf(code, one, other)).toBe('high');
    expect(severityOf(code, one, other, { Action: 'sts:*' })).toBe('critical');
  });
});

describe('what lowers a finding', () => {
  test.each<[string, JsonObject, string]>([
    ['a condition', { Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, 'high'],
    ['named resources', { Resource: ['arn:aws:iam::111122223333:policy/team-*'] }, 'high'],
    [
      'both',
      {
        Resource: 'arn:aws:iam::111122223333:policy/x',
        Condition: { StringEquals: { 'aws:PrincipalTag/a': 'b' } },
      },
      'medium',
    ],
    ['resources of another kind', { Resource: 'arn:aws:iam::111122223333:role/*' }, 'low'],
    ['resources of another service', { Resource: 'arn:aws:s3:::bucket' }, 'low'],
    ['NotResource that leaves nothing', { NotResource: '*' }, 'low'],
  ])('%s', (_, limits, severity) => {
    const Statement = { Effect: 'Allow', Action: 'iam:CreatePolicyVersion', ...limits };
    const found = analyse('managed', { Statement }, context);
    expect(found.find(({ code }) => code === versions)?.severity).toBe(severity);
  });

  test.each<[string, JsonObject]>([
    ['every policy of the account', { Resource: 'arn:aws:iam::111122223333:policy/*' }],
    ['everything in IAM', { Resource: 'arn:aws:iam::*:*' }],
    [
      'a condition that asks for the absence of MFA',
      { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
    ],
    ['a condition that any value meets', { Condition: { StringLike: { 'aws:PrincipalTag/a': '*' } } }],
    [
      'a condition that a missing key meets',
      { Condition: { StringEqualsIfExists: { 'aws:PrincipalTag/a': 'b' } } },
    ],
    ['a condition that says nothing', { Condition: { StringEquals: {} } }],
  ])('is not %s', (_, limits) => {
    expect(severityOf(versions, { Action: 'iam:CreatePolicyVersion', ...limits })).toBe('critical');
  });

  test.each(['user/', 'user/division/', 'user/*/'])(
    'is having only the own user (%s…) as resource',
    (path) => {
      const statement = {
        Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey'],
        Resource: `arn:aws:iam::*:${path}\${aws:username}`,
      };
      expect(findings(statement).map(({ severity }) => severity)).not.toContain('medium');
      expect(severityOf('ESC:iam-create-access-key', statement)).toBe('low');
    },
  );

  test('is not having every user whose name ends like the own one', () => {
    const statement = { Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::*:user/*\${aws:username}` };
    expect(severityOf('ESC:iam-create-access-key', statement)).toBe('high');
  });
});

describe('passing a role', () => {
  const run = { Action: ['lambda:*', 'ec2:RunInstances'] };
  const pass = (service: string, operator = 'StringEquals') => ({
    Action: 'iam:PassRole',
    Condition: { [operator]: { 'iam:PassedToService': service } },
  });

  test('counts only for services that it may be passed to', () => {
    expect(severityOf('ESC:passrole-ec2-run-instances', run, pass('lambda.amazonaws.com'))).toBeUndefined();
    expect(severityOf('ESC:passrole-lambda-create-invoke', run, pass('lambda.amazonaws.com'))).toBe('medium');
    expect(severityOf('ESC:passrole-lambda-create-invoke', run, pass('lambda.*', 'StringLike'))).toBe(
      'medium',
    );
    expect(
      severityOf('ESC:passrole-lambda-create-invoke', run, pass('ec2.amazonaws.com', 'StringEqualsIfExists')),
    ).toBe('high');
  });

  test('is a finding by itself for every role, not for named ones', () => {
    expect(severityOf('PASSROLE_STAR', { Action: 'iam:PassRole' })).toBe('high');
    expect(severityOf('PASSROLE_STAR', { Action: 'iam:Pass*', Resource: 'arn:aws:iam::*:role/*' })).toBe(
      'high',
    );
    expect(severityOf('PASSROLE_STAR', pass('ec2.amazonaws.com'))).toBe('medium');
    expect(
      severityOf('PASSROLE_STAR', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/a' }),
    ).toBeUndefined();
  });
});

describe('a Deny', () => {
  const allow = { Action: ['iam:*', 's3:GetObject'] };
  const deny = (elements: JsonObject) => ({ Effect: 'Deny', Action: 'iam:*', ...elements });

  test('without condition on everything removes what it names', () => {
    expect(findings(allow, deny({})).map(({ code }) => code)).toEqual(['DATA']);
    const excluding = { Effect: 'Deny', NotAction: 's3:*', Resource: '*' };
    expect(findings(allow, excluding).map(({ code }) => code)).toEqual(['DATA']);
    expect(findings({ Action: '*' }, deny({ Action: '*' }))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['under a condition', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }],
    ['of some resources', { Resource: 'arn:aws:iam::111122223333:policy/x' }],
    ['of other actions', { Action: 'iam:Delete*' }],
  ])('%s removes nothing', (_, elements) => {
    expect(severityOf(versions, allow, deny(elements))).toBe('critical');
  });
});

describe('wildcards', () => {
  test('over everything are the first to be told', () => {
    expect(findings({ Action: '*' })[0]?.code).toBe('FULL_ADMIN');
  });

  test.each<[string, JsonObject, string]>([
    ['FULL_ADMIN', { Action: '*' }, 'critical'],
    ['ACTION_STAR', { Action: '*', Resource: 'arn:aws:s3:::bucket/*' }, 'medium'],
    ['SERVICE_WILDCARD:iam', { Action: 'iam:*' }, 'critical'],
    ['SERVICE_WILDCARD:s3', { Action: 's3:*' }, 'high'],
    ['SERVICE_WILDCARD:s3', { Action: 's3:*', Resource: 'arn:aws:s3:::bucket/*' }, 'medium'],
    ['SERVICE_WILDCARD:polly', { Action: 'polly:*' }, 'medium'],
    ['SERVICE_WILDCARD:s3', { Action: 's3:Put*' }, 'medium'],
    ['SERVICE_WILDCARD:s3', { Action: 's3:*Object' }, 'medium'],
  ])('%s is found in %j', (code, statement, severity) => {
    expect(severityOf(code, statement)).toBe(severity);
  });

  test.each(['s3:Get*', 's3:PutObject*', 's3:List*'])('%s is no wildcard over a service', (action) => {
    expect(severityOf('SERVICE_WILDCARD:s3', { Action: action })).toBeUndefined();
  });

  test('are not called full administration where resources are named or IAM is left out', () => {
    expect(severityOf('FULL_ADMIN', { Action: '*', Resource: 'arn:aws:s3:::bucket/*' })).toBeUndefined();
    expect(severityOf('FULL_ADMIN', { Action: '*' }, { Effect: 'Deny', Action: 'iam:*' })).toBe('high');
  });

  test('over hundreds of services are told as one finding more than the worst forty', () => {
    const found = findings({
      Action: [...Array.from({ length: 200 }, (_, index) => `service${index}:*`), 'iam:*'],
    });
    const wildcards = found.filter(({ code }) => code.startsWith('SERVICE_WILDCARD'));
    expect(wildcards).toHaveLength(41);
    expect(wildcards[0]?.code).toBe('SERVICE_WILDCARD:iam');
    expect(wildcards.find(({ code }) => code === 'SERVICE_WILDCARD:*')?.message).toContain(
      '161 more services',
    );
  });
});

describe('other kinds', () => {
  test('a session policy weighs one level less: it only leaves what the role may do', () => {
    const found = analyse('session', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, context);
    expect(found.find(({ code }) => code === 'FULL_ADMIN')?.severity).toBe('high');
  });

  test('a RAM permission reaches shared resources only', () => {
    const found = analyse('ram', { Effect: 'Allow', Action: ['codebuild:StartBuild'] }, context);
    expect(found).toMatchObject([
      { code: 'ESC:existing-codebuild-start-override', severity: 'medium', pointer: '/p/Action/0' },
    ]);
  });
});

describe("Countersign's own resources", () => {
  const own = [
    'arn:aws:dynamodb:us-east-1:111122223333:table/countersign-*',
    'arn:aws:iam::111122223333:role/countersign/*',
  ];
  const reaches = (statement: JsonObject) =>
    analyse(
      'managed',
      { Statement: [{ Effect: 'Allow', ...statement }] },
      { ...context, ownResources: own },
    ).some(({ code, severity }) => code === 'OWN_RESOURCES' && severity === 'high');

  test.each<JsonObject>([
    { Action: 'dynamodb:PutItem', Resource: '*' },
    { Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/c*' },
    {
      Action: 'dynamodb:GetItem',
      Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/Countersign-AuditTrail',
    },
    {
      Action: 'dynamodb:GetItem',
      Resource: `arn:aws:dynamodb:us-east-1:111122223333:table/\${aws:PrincipalTag/table}`,
    },
    { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' },
    { Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb' },
    { Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:us-east-1' },
    { Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:*:111122223333' },
    { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam:*' },
    { NotAction: 's3:*', NotResource: 'arn:aws:s3:::bucket' },
  ])('are reached by %j', (statement) => {
    expect(reaches(statement)).toBe(true);
  });

  test.each<JsonObject>([
    { Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders' },
    { Action: ['dynamodb:List*', 'dynamodb:DescribeTable', 'iam:GetRole'], Resource: '*' },
    { Action: 's3:PutObject', Resource: '*' },
    { Action: ['logs:PutLogEvents', 'iam:CreateServiceLinkedRole', 'dynamodb:CreateTable'], Resource: '*' },
    { NotAction: ['dynamodb:*', 'iam:*', 'sts:*'], Resource: '*' },
  ])('are not reached by %j', (statement) => {
    expect(reaches(statement)).toBe(false);
  });
});
