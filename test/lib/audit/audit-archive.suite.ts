import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const { template } = await synthesized({ audit: { objectLock: { mode: 'compliance', days: 400 } } });
const elsewhere = {
  bucket: 'audit-of-all-accounts',
  key: 'arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const foreign = (await synthesized({ audit: elsewhere })).template;

const bucketName = 'countersign-audit-111122223333-us-east-1';
const bucket = `<${bucketName}>`;
const boundary = { ManagedPolicyName: 'countersign-boundary' };
const retained = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const role = (name: string) => `arn:aws:iam::111122223333:role/countersign/countersign-${name}`;
const everybody = { Effect: 'Deny', Principal: { AWS: '*' } };
const unless = (name: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': role(name) } });

describe('the stream of the audit trail', () => {
  const { Properties } = template.one('AWS::Lambda::EventSourceMapping', {
    FunctionName: '<countersign-archive-events>',
  });

  test('carries what was there before and after', () => {
    const table = template.one('AWS::DynamoDB::Table', { TableName: 'countersign-audit-trail' });
    expect(table.Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });

  test('feeds the archive from its beginning, and gives up on a record after 23 hours only', () => {
    expect(Properties).toEqual({
      FunctionName: '<countersign-archive-events>',
      EventSourceArn: '<countersign-audit-trail>',
      ...{ StartingPosition: 'TRIM_HORIZON', BatchSize: 100, MaximumBatchingWindowInSeconds: 30 },
      ...{ FunctionResponseTypes: ['ReportBatchItemFailures'], BisectBatchOnFunctionError: true },
      MaximumRecordAgeInSeconds: 23 * 3600,
      DestinationConfig: { OnFailure: { Destination: '<countersign-archive-dlq>' } },
    });
  });

  test('leaves what was given up in a queue that is encrypted, for two weeks', () => {
    const queue = template.one('AWS::SQS::Queue', { QueueName: 'countersign-archive-dlq' });
    expect(queue.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    const { PolicyDocument } = z
      .object({ PolicyDocument: z.unknown() })
      .parse(
        template
          .all('AWS::SQS::QueuePolicy')
          .find(({ Properties: { Queues } }) => String(Queues) === '<countersign-archive-dlq>')?.Properties,
      );
    expect(statementsOf(PolicyDocument)).toContainEqual({
      ...everybody,
      Action: ['sqs:*'],
      Resource: ['<countersign-archive-dlq>'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});

describe('the audit bucket', () => {
  const { Properties, ...policies } = template.one('AWS::S3::Bucket');
  const policy = template.one('AWS::S3::BucketPolicy');
  const statements = statementsOf(policy.Properties.PolicyDocument);
  const statement = (sid: string) => statements.find(({ Sid }) => Sid === sid);

  test('is versioned, locked as configured, encrypted, private, and outlives the stack with its policy', () => {
    expect(Properties).toMatchObject({
      BucketName: bucketName,
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400 } },
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
        ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
    });
    expect(Properties).not.toHaveProperty('LifecycleConfiguration');
    expect(policies).toMatchObject(retained);
    expect(policy).toMatchObject(retained);
  });

  test('answers over TLS 1.2 and newer only', () => {
    const conditions = statements.filter(({ Action }) => Action.includes('s3:*'));
    expect(conditions.map(({ Effect, Condition }) => [Effect, Condition])).toEqual([
      ['Deny', { Bool: { 'aws:SecureTransport': 'false' } }],
      ['Deny', { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
    ]);
  });

  test.each([
    ['OnlyArchiveEventsArchives', 'trail', 'archive-events'],
    ['OnlyCloseDigestWritesDigests', 'digests', 'close-digest'],
    ['OnlyDetectDriftNotesDrift', 'drift', 'detect-drift'],
  ])('%s: under %s/ only %s writes', (sid, prefix, writer) => {
    expect(statement(sid)).toEqual({
      ...everybody,
      Sid: sid,
      Action: ['s3:PutObject'],
      Resource: [`${bucket}/${prefix}/*`],
      Condition: unless(writer),
    });
  });

  test('is written once: nobody overwrites, hides or deletes', () => {
    expect(statement('NobodyOverwrites')).toEqual({
      ...everybody,
      Sid: 'NobodyOverwrites',
      Action: ['s3:PutObject'],
      Resource: [`${bucket}/*`],
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
    expect(statement('NobodyDeletes')).toEqual({
      ...everybody,
      Sid: 'NobodyDeletes',
      Action: ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: [`${bucket}/*`],
    });
  });

  test('has no other statements, so that CloudFormation can always change it', () => {
    expect(statements).toHaveLength(7);
    expect(statements.every(({ Effect }) => Effect === 'Deny')).toBe(true);
  });

  test('can be locked in governance mode', async () => {
    const { template: trial } = await synthesized({ audit: { objectLock: { mode: 'governance', days: 1 } } });
    expect(trial.one('AWS::S3::Bucket').Properties.ObjectLockConfiguration).toMatchObject({
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
    });
  });
});

describe('the key that signs digests', () => {
  const { Properties, ...policies } = template.one('AWS::KMS::Key');
  const statements = statementsOf(Properties.KeyPolicy);

  test('is an RSA pair for signing, outlives the stack and has a name', () => {
    expect(Properties).toMatchObject({ KeySpec: 'RSA_3072', KeyUsage: 'SIGN_VERIFY' });
    expect(policies).toMatchObject(retained);
    expect(template.one('AWS::KMS::Alias').Properties).toMatchObject({
      AliasName: 'alias/countersign-audit',
    });
  });

  test('signs for close-digest and for nobody else, whatever IAM or a grant says', () => {
    const account = { AWS: 'arn:aws:iam::111122223333:root' };
    const about = { Resource: ['*'] };
    expect(statements.filter(({ Action }) => Action.some((name) => /Sign|Grant|\*$/.test(name)))).toEqual([
      expect.objectContaining({ Sid: 'AccountAdministers', Principal: account }),
      {
        ...{ ...about, Sid: 'CloseDigestSigns', Effect: 'Allow', Principal: account, Action: ['kms:Sign'] },
        Condition: { ArnEquals: { 'aws:PrincipalArn': role('close-digest') } },
      },
      {
        ...{ ...about, ...everybody, Sid: 'NobodyElseSigns', Action: ['kms:CreateGrant', 'kms:Sign'] },
        Condition: unless('close-digest'),
      },
    ]);
    const [administration] = statements;
    const allowed = administration?.Action ?? [];
    expect(allowed).toEqual(expect.arrayContaining(['kms:Get*', 'kms:Put*', 'kms:ScheduleKeyDeletion']));
    expect(allowed.filter((name) => /^kms:(\*|Sign|Create\*|CreateGrant|Verify)/.test(name))).toEqual([]);
  });
});

describe('digests', () => {
  test('are closed ten minutes past each hour; a run that failed is repeated', () => {
    expect(template.one('AWS::Events::Rule', { Name: 'countersign-close-digest' }).Properties).toMatchObject({
      ScheduleExpression: 'cron(10 * * * ? *)',
      State: 'ENABLED',
      Targets: [{ Arn: '<countersign-close-digest>', Input: '{}' }],
    });
    const FunctionName = '<countersign-close-digest>';
    expect(template.one('AWS::Lambda::EventInvokeConfig', { FunctionName }).Properties).toMatchObject({
      MaximumRetryAttempts: 2,
    });
  });

  test('have the time that many missed hours take', () => {
    const { Properties } = template.one('AWS::Lambda::Function', {
      FunctionName: 'countersign-close-digest',
    });
    expect(Properties.Timeout).toBe(900);
  });
});

describe('an audit bucket of another account', () => {
  test('is written to, and none is created here', () => {
    expect(foreign.all('AWS::S3::Bucket')).toEqual([]);
    expect(foreign.all('AWS::KMS::Key')).toEqual([]);
    expect(foreign.outputs()).toMatchObject({
      AuditBucket: { Value: elsewhere.bucket },
      AuditKeyArn: { Value: elsewhere.key },
    });
  });

  test('and its key are all that the functions reach of that account', () => {
    const granted = foreign
      .all('AWS::IAM::Policy')
      .filter(({ Properties: { Roles } }) => /archive-events|close-digest/.test(JSON.stringify(Roles)))
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Action }) => Action.some((action) => /^(s3|kms):/.test(action)));
    expect(granted.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['s3:PutObject'], ['arn:aws:s3:::audit-of-all-accounts/trail/*']],
      [['s3:ListBucket'], ['arn:aws:s3:::audit-of-all-accounts']],
      [['s3:GetObject'], ['digests', 'trail'].map((name) => `arn:aws:s3:::audit-of-all-accounts/${name}/*`)],
      [['s3:PutObject'], ['arn:aws:s3:::audit-of-all-accounts/digests/*']],
      [['kms:Sign'], [elsewhere.key]],
    ]);
  });

  test('is out of reach for requested roles', () => {
    const never = statementsOf(
      foreign.one('AWS::IAM::ManagedPolicy', boundary).Properties.PolicyDocument,
    ).find(({ Sid }) => Sid === 'NeverTouchCountersign');
    expect(never?.Resource).toEqual(
      expect.arrayContaining([
        'arn:aws:s3:::audit-of-all-accounts',
        'arn:aws:s3:::audit-of-all-accounts/*',
        elsewhere.key,
      ]),
    );
  });
});
