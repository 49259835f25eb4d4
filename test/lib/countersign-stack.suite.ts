import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { environments } from '../../lambdas/environment.ts';
import { trailWriters } from '../../lib/audit/audit-trail.ts';
import { synthesized } from './synthesized.ts';
import { statementsOf } from './template.ts';

const { template } = await synthesized();
const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const kept = {
  BillingMode: 'PAY_PER_REQUEST',
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

describe('the audit trail', () => {
  const { Properties, ...policies } = template.one('AWS::DynamoDB::Table', {
    TableName: 'countersign-audit-trail',
  });

  test('outlives the stack, can be restored to any second, and never ages', () => {
    expect(Properties).toMatchObject({ ...kept, KeySchema: key('requestId', 'seq') });
    expect(policies).toMatchObject(retained);
    expect(Properties).not.toHaveProperty('TimeToLiveSpecification');
  });

  test('refuses every change of an item to everyone, and additions to all but the writers', () => {
    const deny = {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Resource: ['arn:aws:dynamodb:us-east-1:111122223333:table/countersign-audit-trail'],
    };
    const changes = ['BatchWriteItem', 'DeleteItem', 'PartiQLDelete', 'PartiQLUpdate', 'UpdateItem'];
    const writers = trailWriters.map(
      (name) => `arn:aws:iam::111122223333:role/countersign/countersign-${name}`,
    );
    const { PolicyDocument } = z.object({ PolicyDocument: z.unknown() }).parse(Properties.ResourcePolicy);
    expect(statementsOf(PolicyDocument)).toEqual([
      { ...deny, Sid: 'NobodyChangesHistory', Action: changes.map((name) => `dynamodb:${name}`) },
      {
        ...deny,
        Sid: 'OnlyWritersAppend',
        Action: ['dynamodb:PartiQLInsert', 'dynamodb:PutItem'],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': writers } },
      },
    ]);
  });
});

describe('the work index', () => {
  const { Properties, ...policies } = template.one('AWS::DynamoDB::Table', {
    TableName: 'countersign-requests',
  });

  test('outlives the stack and can be restored to any second', () => {
    expect(Properties).toMatchObject({ ...kept, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] });
    expect(policies).toMatchObject(retained);
  });

  test('lists by status and by requester, newest first, and what is due by time', () => {
    const shown = (...attributes: string[]) => ({
      ProjectionType: 'INCLUDE',
      NonKeyAttributes: ['type', ...attributes, 'createdAt', 'updatedAt'],
    });
    expect(Properties.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'by-status', KeySchema: key('status', 'createdAtId'), Projection: shown('requester') },
      { IndexName: 'by-requester', KeySchema: key('requester', 'createdAtId'), Projection: shown('status') },
      {
        IndexName: 'by-due',
        KeySchema: key('dueShard', 'dueAt'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
  });
});

describe('the Slack secret', () => {
  test('outlives the stack and holds placeholders until a person replaces them', () => {
    const { Properties, ...policies } = template.one('AWS::SecretsManager::Secret');
    expect(Properties).toMatchObject({
      Name: 'countersign/slack',
      SecretString: '{"botToken":"replace-me","signingSecret":"replace-me"}',
    });
    expect(policies).toMatchObject({ ...retained, DeletionPolicy: 'RetainExceptOnCreate' });
  });
});

describe('a function', () => {
  test.each(Object.entries(environments))('%s is given what its handler parses', (name, contract) => {
    const { Properties } = template.one('AWS::Lambda::Function', { FunctionName: `countersign-${name}` });
    const { Variables } = z
      .object({ Variables: z.record(z.string(), z.string()) })
      .parse(Properties.Environment);
    expect(contract.safeParse({ ...Variables, AWS_REGION: 'us-east-1' }).success).toBe(true);
    const known = [...Object.keys(contract.shape), 'NODE_OPTIONS'];
    expect(known).toEqual(expect.arrayContaining(Object.keys(Variables)));
  });

  test.each(Object.keys(environments))('%s runs on Node 24, logs JSON for a year and is traced', (name) => {
    const { Properties } = template.one('AWS::Lambda::Function', { FunctionName: `countersign-${name}` });
    const logGroup = `/aws/lambda/countersign-${name}`;
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: `<${logGroup}>` },
      TracingConfig: { Mode: 'Active' },
      Role: `<countersign-${name}>`,
    });
    const { Properties: logs } = template.one('AWS::Logs::LogGroup', { LogGroupName: logGroup });
    expect(logs.RetentionInDays).toBe(365);
  });
});

test('the reconciler runs each minute over what is due, and a run that failed is not repeated', () => {
  expect(template.one('AWS::Events::Rule', { Name: 'countersign-reconcile' }).Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    State: 'ENABLED',
    Targets: [{ Arn: '<countersign-reconcile>', Input: '{"scope":"due"}' }],
  });
  const FunctionName = '<countersign-reconcile>';
  expect(template.one('AWS::Lambda::EventInvokeConfig', { FunctionName }).Properties).toMatchObject({
    MaximumRetryAttempts: 0,
  });
});

test('the outputs say where to send requests and what to put where', () => {
  expect(Object.keys(template.outputs())).toEqual([
    'ApiUrl',
    'SlackInteractionsUrl',
    'AuditTrailTable',
    'AuditBucket',
    'AuditKeyArn',
    'GuardrailPath',
    'ConfigurationHash',
    'BoundaryArn',
    'SlackSecretArn',
  ]);
});
