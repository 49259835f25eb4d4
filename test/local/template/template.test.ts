import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readTemplate } from '../../../local/template/template.ts';
import { assets, machine, resources, work } from './fixture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function read(changed: object = {}) {
  writeFileSync(
    join(directory, 'Stack.template.json'),
    JSON.stringify({ Resources: { ...resources, ...changed } }),
  );
  writeFileSync(join(directory, 'Stack.assets.json'), JSON.stringify(assets));
  return readTemplate(directory);
}
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const workArn = arn('lambda', 'function:work-us-east-1');

describe('a template', () => {
  test('gives functions with their environment resolved', () => {
    expect(read().functions).toEqual([
      {
        logicalId: 'Work',
        name: 'work-us-east-1',
        arn: workArn,
        directory: join(directory, 'asset.abc'),
        handler: 'index.handler',
        timeoutSeconds: 30,
        memoryMegabytes: 128,
        environment: {
          TABLE: 'Trail',
          MACHINE: arn('states', 'stateMachine:approval'),
          SECRET: arn('secretsmanager', 'secret:countersign/slack'),
          BOUNDARY: 'arn:aws:iam::111122223333:policy/own/boundary',
          ACCOUNT: '111122223333',
          PART: 'b',
          ESCAPED: `\${kept} ${arn('dynamodb', 'table/Trail')}`,
        },
      },
    ]);
  });

  test('gives tables as CreateTable takes them', () => {
    expect(read().tables).toEqual([
      {
        TableName: 'Trail',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    ]);
  });

  test('gives state machines with their functions', () => {
    expect(read().stateMachines).toEqual([
      {
        arn: arn('states', 'stateMachine:approval'),
        definition: { StartAt: 'Only', States: { Only: { Type: 'Task', End: true, Resource: workArn } } },
      },
    ]);
  });

  test('gives routes with their whole path, and what the gateway answers itself', () => {
    const { api } = read();
    expect(api.routes).toEqual([
      { method: 'GET', resource: '/requests/{id}', functionArn: workArn, authorization: 'AWS_IAM' },
    ]);
    expect(api.gatewayResponses.get('MISSING_AUTHENTICATION_TOKEN')).toEqual({
      statusCode: 404,
      headers: { 'Content-Type': 'application/problem+json' },
      body: '{"status":404}',
    });
  });

  test('gives secrets, policies of its own, and schedules', () => {
    const { secrets, managedPolicies, schedules } = read();
    const [boundary] = managedPolicies;
    expect(secrets).toEqual([
      { arn: arn('secretsmanager', 'secret:countersign/slack'), name: 'countersign/slack' },
    ]);
    expect(boundary).toEqual({
      arn: 'arn:aws:iam::111122223333:policy/own/boundary',
      document: { Statement: [{ Resource: arn('dynamodb', 'table/Trail') }] },
    });
    expect(schedules).toEqual([{ functionArn: workArn, everySeconds: 60, input: { scope: 'due' } }]);
  });
});

describe('the role of a function', () => {
  const trail = arn('dynamodb', 'table/Trail');
  const inline = { Effect: 'Allow', Action: ['iam:GetRole'], Resource: ['arn:aws:iam::111122223333:role/*'] };
  const own = {
    Sid: 'Trail',
    Effect: 'Allow',
    Action: ['dynamodb:Query', 'dynamodb:PutItem'],
    Resource: [trail],
  };
  const shared = { Effect: 'Deny', Action: ['iam:*'], Resource: ['*'] };

  test('has the statements of its inline policies and of those that are attached to it', () => {
    expect(read().roles).toEqual([
      {
        functionName: 'work-us-east-1',
        arn: 'arn:aws:iam::111122223333:role/own/work',
        statements: [inline, own, shared],
      },
    ]);
  });

  test('has those of a managed policy and a role policy that name it', () => {
    const { PolicyDocument } = resources.WorkPolicy.Properties;
    const Single = { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: 'work', PolicyDocument } };
    const { ManagedPolicyArns: _, ...alone } = resources.WorkRole.Properties;
    const Shared = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ...resources.Shared.Properties, Roles: [{ Ref: 'WorkRole' }] },
    };
    const WorkRole = { Type: 'AWS::IAM::Role', Properties: alone };
    const [role] = read({ WorkPolicy: undefined, WorkRole, Single, Shared }).roles;
    expect(role?.statements).toEqual([inline, own, shared]);
  });

  test('is not guessed from elements that are not known', () => {
    const PolicyDocument = { Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] };
    const WorkPolicy = { Type: 'AWS::IAM::Policy', Properties: { Roles: ['work'], PolicyDocument } };
    expect(() => read({ WorkPolicy })).toThrow('WorkPolicy');
  });
});

test('what a key and a bucket deny is part of it, a key speaking of itself', () => {
  const deny = { Effect: 'Deny', Principal: '*', Resource: '*' };
  const Key = {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: {
        Statement: [
          { ...deny, Action: 'kms:Sign' },
          { ...deny, Effect: 'Allow', Action: '*' },
        ],
      },
    },
  };
  const Condition = { NumericLessThan: { 's3:TlsVersion': 1.2 }, Bool: { 'aws:SecureTransport': false } };
  const BucketPolicy = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { PolicyDocument: { Statement: { ...deny, Action: 's3:*', Condition } } },
  };
  expect(read({ Key, BucketPolicy }).resourceDenials.slice(1)).toMatchObject([
    {
      Action: ['s3:*'],
      Condition: {
        NumericLessThan: { 's3:TlsVersion': ['1.2'] },
        Bool: { 'aws:SecureTransport': ['false'] },
      },
    },
    { Action: ['kms:Sign'], Resource: [arn('kms', 'key/Key')] },
  ]);
});

test('what a table denies by itself is part of the template', () => {
  expect(read().resourceDenials).toEqual([
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['dynamodb:PutItem'],
      Resource: [arn('dynamodb', 'table/Trail')],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/own/work'] } },
    },
  ]);
});

describe('a template that cannot be run is refused', () => {
  const withVariable = (value: object) => ({
    Work: { ...work, Properties: { ...work.Properties, Environment: { Variables: { X: value } } } },
  });

  test('for an intrinsic function that is needed and not known', () => {
    expect(() => read(withVariable({ 'Fn::ImportValue': 'x' }))).toThrow(
      'The local stack does not know Fn::ImportValue.',
    );
  });
  test('for a reference to nothing', () => {
    expect(() => read(withVariable({ Ref: 'Nowhere' }))).toThrow(
      'The template refers to Nowhere, which it does not declare.',
    );
  });
  test('for a state machine that uses what cannot be run here', () => {
    const Properties = { DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Parallel"}}}' };
    expect(() => read({ Another: { ...machine, Properties } })).toThrow(
      /Another: .*Parallel|Another: .*Type/s,
    );
  });
  test('for code that is no asset', () => {
    const Properties = { ...work.Properties, Code: { S3Key: 'other.zip' } };
    expect(() => read({ Work: { ...work, Properties } })).toThrow('No asset is published as other.zip.');
  });
  test('for a schedule that is not a rate', () => {
    const EachMinute = {
      ...resources.EachMinute,
      Properties: { ...resources.EachMinute.Properties, ScheduleExpression: 'cron(0 12 ? * MON *)' },
    };
    expect(() => read({ EachMinute })).toThrow('cron(0 12 ? * MON *)');
  });
});
