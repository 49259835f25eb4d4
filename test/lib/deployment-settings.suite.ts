import { describe, expect, test } from '@jest/globals';
import { deploymentSchema } from '../../domain/configuration/deployment-settings.ts';
import { certificate, everySetting, key } from './every-setting.ts';
import { defaultConfiguration, synthesized } from './synthesized.ts';
import { type Statement, statementsOf } from './template.ts';

const { template: full } = await synthesized(everySetting);
const { template: plain } = await synthesized();

type Template = typeof plain;
const functionNamed = (template: Template, name: string) =>
  template.one('AWS::Lambda::Function', { FunctionName: `countersign-${name}` }).Properties;
const stageOf = (template: Template) => template.one('AWS::ApiGateway::Stage').Properties;

test('the stage has the name that it was given, and so have policies that name routes', () => {
  expect(stageOf(plain)).toMatchObject({ StageName: 'prod' });
  expect(stageOf(full)).toMatchObject({ StageName: 'live' });
  const requester = { ManagedPolicyName: 'countersign-requester' };
  expect(JSON.stringify(full.one('AWS::IAM::ManagedPolicy', requester))).toContain('/live/POST/requests');
});

test('logs are kept a year, or as long as was said', () => {
  const retentions = (template: Template) =>
    new Set(template.all('AWS::Logs::LogGroup').map(({ Properties }) => Properties.RetentionInDays));
  expect(retentions(plain)).toEqual(new Set([365]));
  expect(retentions(full)).toEqual(new Set([90]));
});

describe('encryption', () => {
  const grants = (template: Template): Statement[] =>
    template
      .all('AWS::IAM::Policy')
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Action }) => Action.some((action) => /^kms:(?!Sign)/.test(action)));

  test('is with keys that AWS owns, which nobody has to be allowed to use', () => {
    for (const { Properties } of plain.all('AWS::DynamoDB::Table')) {
      expect(Properties).not.toHaveProperty('SSESpecification');
    }
    for (const type of ['AWS::Logs::LogGroup', 'AWS::SecretsManager::Secret']) {
      for (const { Properties } of plain.all(type)) expect(Properties).not.toHaveProperty('KmsKeyId');
    }
    expect(grants(plain)).toEqual([]);
  });

  test('is with one key for tables, logs, secret and queues where there is one', () => {
    for (const { Properties } of full.all('AWS::DynamoDB::Table')) {
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key });
    }
    for (const type of ['AWS::Logs::LogGroup', 'AWS::SecretsManager::Secret']) {
      for (const { Properties } of full.all(type)) expect(Properties.KmsKeyId).toBe(key);
    }
    for (const { Properties } of full.all('AWS::SQS::Queue')) expect(Properties.KmsMasterKeyId).toBe(key);
  });

  test('lets functions use the key through the services that hold the data, and not otherwise', () => {
    expect(grants(full).length).toBeGreaterThan(10);
    for (const { Resource, Condition } of grants(full)) {
      expect(Resource).toEqual([key]);
      expect(Condition?.StringEquals?.['kms:ViaService']).toMatch(
        /^(dynamodb|secretsmanager|sqs)\.us-east-1\.amazonaws\.com$/,
      );
    }
  });
});

test('what one route lets through can be told apart from the rest', () => {
  const rest = { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
  const preview = { HttpMethod: 'POST', ResourcePath: '/~1requests~1preview', ThrottlingRateLimit: 2 };
  const shipped = [expect.objectContaining(rest), expect.objectContaining(preview)];
  expect(stageOf(plain).MethodSettings).toEqual(shipped);
  expect(stageOf(full).MethodSettings).toEqual([
    ...shipped,
    {
      HttpMethod: 'POST',
      ResourcePath: '/~1requests~1{id}~1cancel',
      ThrottlingRateLimit: 2,
      ThrottlingBurstLimit: 5,
      MetricsEnabled: true,
      DataTraceEnabled: false,
    },
  ]);
});

describe('a name of one’s own', () => {
  test('is in the outputs, and leads to the API', () => {
    expect(plain.all('AWS::ApiGateway::DomainName')).toEqual([]);
    expect(full.one('AWS::ApiGateway::DomainName').Properties).toMatchObject({
      DomainName: 'access.example.com',
      RegionalCertificateArn: certificate,
      SecurityPolicy: 'TLS_1_2',
    });
    expect(full.one('AWS::Route53::RecordSet').Properties).toMatchObject({
      Name: 'access.example.com.',
      Type: 'A',
      HostedZoneId: 'Z0123456789',
    });
    const { ApiUrl, SlackInteractionsUrl } = full.outputs();
    expect(ApiUrl?.Value).toBe('https://access.example.com/');
    expect(SlackInteractionsUrl?.Value).toBe('https://access.example.com/slack/interactions');
  });
});

test('the webhook and previews share what the account has left, or have a number kept aside', () => {
  expect(functionNamed(plain, 'slack-interaction')).not.toHaveProperty('ReservedConcurrentExecutions');
  expect(functionNamed(full, 'slack-interaction').ReservedConcurrentExecutions).toBe(20);
  expect(functionNamed(plain, 'preview-request').ReservedConcurrentExecutions).toBe(2);
  expect(functionNamed(full, 'preview-request')).not.toHaveProperty('ReservedConcurrentExecutions');
  expect(functionNamed(full, 'submit-request')).not.toHaveProperty('ReservedConcurrentExecutions');
});

test('tags are on everything that can be tagged', () => {
  const tag = { Key: 'team', Value: 'platform' };
  for (const type of [
    'AWS::DynamoDB::Table',
    'AWS::Lambda::Function',
    'AWS::IAM::Role',
    'AWS::Logs::LogGroup',
  ]) {
    for (const { Properties } of full.all(type)) expect(Properties.Tags).toContainEqual(tag);
  }
});

test('settings that are not used leave the template as it is', async () => {
  const { template } = await synthesized({ deployment: deploymentSchema.parse({}) });
  expect(template.types()).toEqual(plain.types());
  expect(defaultConfiguration.deployment).toEqual(deploymentSchema.parse({}));
});
