import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readTemplate } from '../../local/template.ts';

const machine = {
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: 'approval',
    DefinitionString: {
      'Fn::Join': [
        '',
        [
          '{"StartAt":"Only","States":{"Only":{"Type":"Task","End":true,"Resource":"',
          { 'Fn::GetAtt': ['Work', 'Arn'] },
          '"}}}',
        ],
      ],
    },
  },
};
const work = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: { 'Fn::Sub': `work-\${AWS::Region}` },
    Handler: 'index.handler',
    Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}` }, S3Key: 'abc.zip' },
    Timeout: 30,
    Environment: {
      Variables: {
        TABLE: { Ref: 'Trail' },
        MACHINE: { Ref: 'Machine' },
        SECRET: { Ref: 'Secret' },
        BOUNDARY: { Ref: 'Boundary' },
        ACCOUNT: { Ref: 'AWS::AccountId' },
        PART: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] },
        ESCAPED: { 'Fn::Sub': [`\${!kept} \${given}`, { given: { 'Fn::GetAtt': 'Trail.Arn' } }] },
      },
    },
  },
};
const resources = {
  Machine: machine,
  Work: work,
  Trail: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      ResourcePolicy: { PolicyDocument: { 'Fn::If': ['never', 'read', 'here'] } },
    },
  },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'countersign/slack' } },
  Boundary: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: 'boundary',
      Path: '/own/',
      PolicyDocument: { Statement: [{ Resource: { 'Fn::GetAtt': ['Trail', 'Arn'] } }] },
    },
  },
  Requests: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'requests' },
  },
  Request: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { Ref: 'Requests' }, PathPart: '{id}' },
  },
  GetRequest: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: 'GET',
      ResourceId: { Ref: 'Request' },
      AuthorizationType: 'AWS_IAM',
      Integration: {
        Type: 'AWS_PROXY',
        Uri: {
          'Fn::Join': [
            '',
            [
              'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/',
              { 'Fn::GetAtt': ['Work', 'Arn'] },
              '/invocations',
            ],
          ],
        },
      },
    },
  },
  Missing: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
      ResponseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
      ResponseTemplates: { 'application/json': '{"status":404}' },
    },
  },
  EachMinute: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': ['Work', 'Arn'] }, Id: 'Target0', Input: '{"scope":"due"}' }],
    },
  },
  Unknown: { Type: 'AWS::Made::Up', Properties: { Anything: { 'Fn::ImportValue': 'x' } } },
};
const assets = {
  files: { abc: { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } },
};

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

  test('gives the state machine with its functions', () => {
    expect(read().stateMachine).toEqual({
      arn: arn('states', 'stateMachine:approval'),
      definition: { StartAt: 'Only', States: { Only: { Type: 'Task', End: true, Resource: workArn } } },
    });
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
    expect(secrets).toEqual([
      { arn: arn('secretsmanager', 'secret:countersign/slack'), name: 'countersign/slack' },
    ]);
    expect(managedPolicies).toEqual([
      {
        arn: 'arn:aws:iam::111122223333:policy/own/boundary',
        document: { Statement: [{ Resource: arn('dynamodb', 'table/Trail') }] },
      },
    ]);
    expect(schedules).toEqual([{ functionArn: workArn, everySeconds: 60, input: { scope: 'due' } }]);
  });
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
  test('for a second state machine', () => {
    expect(() => read({ Another: machine })).toThrow('exactly one state machine');
  });
  test('for code that is no asset', () => {
    const Properties = { ...work.Properties, Code: { S3Key: 'other.zip' } };
    expect(() => read({ Work: { ...work, Properties } })).toThrow('No asset is published as other.zip.');
  });
  test('for a schedule that is not a rate', () => {
    const EachMinute = {
      ...resources.EachMinute,
      Properties: { ...resources.EachMinute.Properties, ScheduleExpression: 'cron(0 12 * * ? *)' },
    };
    expect(() => read({ EachMinute })).toThrow('cron(0 12 * * ? *)');
  });
});
