import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readTemplate } from '../../../local/template/template.ts';
import { assets, resources, work } from './fixture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function read(added: object, Outputs: object = {}) {
  const Resources = { ...resources, ...added };
  writeFileSync(join(directory, 'Stack.template.json'), JSON.stringify({ Resources, Outputs }));
  writeFileSync(join(directory, 'Stack.assets.json'), JSON.stringify(assets));
  return readTemplate(directory);
}

const bucket = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: { 'Fn::Sub': `audit-\${AWS::AccountId}` },
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } } },
  },
};
const Trail = {
  ...resources.Trail,
  Properties: {
    ...resources.Trail.Properties,
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
};
const mapping = (properties: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: { 'Fn::GetAtt': ['Trail', 'StreamArn'] },
    FunctionName: { Ref: 'Work' },
    ...properties,
  },
});
const workArn = 'arn:aws:lambda:us-east-1:111122223333:function:work-us-east-1';

test('buckets come with their default retention, keys by ARN, outputs resolved', () => {
  const Outputs = {
    AuditBucket: { Value: { Ref: 'Bucket' } },
    AuditKeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } },
  };
  const template = read(
    { Bucket: bucket, Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } } },
    Outputs,
  );
  const arn = 'arn:aws:kms:us-east-1:111122223333:key/Key';
  expect(template.buckets).toEqual([
    { name: 'audit-111122223333', retention: { mode: 'COMPLIANCE', days: 30 } },
  ]);
  expect(template.signingKeys).toEqual([arn]);
  expect(template.outputs).toEqual({ AuditBucket: 'audit-111122223333', AuditKeyArn: arn });
});

test('a bucket and a key of another account are there as well', () => {
  const arn = 'arn:aws:kms:us-east-1:444455556666:key/1';
  const template = read({}, { AuditBucket: { Value: 'theirs' }, AuditKeyArn: { Value: arn } });
  expect([template.buckets, template.signingKeys]).toEqual([[{ name: 'theirs' }], [arn]]);
});

test('a function is given the stream of a table, in batches as its mapping says', () => {
  const Mapping = mapping({
    ...{ BatchSize: 10, MaximumBatchingWindowInSeconds: 30 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  expect(read({ Trail, Mapping }).eventSources).toEqual([
    expect.objectContaining({
      ...{
        functionArn: workArn,
        tableName: 'Trail',
        batchSize: 10,
        windowSeconds: 30,
        reportsFailures: true,
      },
      streamArn: expect.stringMatching(/^arn:aws:dynamodb:us-east-1:111122223333:table\/Trail\/stream\/.+/),
    }),
  ]);
  const FunctionName = { 'Fn::GetAtt': ['Work', 'Arn'] };
  const byArn = read({ Trail, Work: work, Mapping: mapping({ FunctionName }) }).eventSources;
  expect(byArn).toMatchObject([
    { functionArn: workArn, batchSize: 100, windowSeconds: 0, reportsFailures: false },
  ]);
  expect(read({ Trail, Mapping: mapping({ Enabled: false }) }).eventSources).toEqual([]);
});

test('a stream without both images, of no table or to no function is refused', () => {
  expect(() => read({ Mapping: mapping() })).toThrow('StreamSpecification');
  expect(() => read({ Trail, Mapping: mapping({ EventSourceArn: 'arn:aws:sqs:::queue' }) })).toThrow(
    'not the stream of a table',
  );
  expect(() => read({ Trail, Mapping: mapping({ FunctionName: 'nobody' }) })).toThrow('nobody');
});

test.each([
  ['rate(2 hours)', { everySeconds: 7200 }],
  ['cron(10 * * * ? *)', { everySeconds: 3600, atSecond: 600 }],
  ['cron(30 6 * * ? *)', { everySeconds: 86_400, atSecond: 23_400 }],
])('%s is a schedule', (ScheduleExpression, period) => {
  const EachMinute = {
    ...resources.EachMinute,
    Properties: { ...resources.EachMinute.Properties, ScheduleExpression },
  };
  expect(read({ EachMinute }).schedules).toEqual([
    { functionArn: workArn, input: { scope: 'due' }, ...period },
  ]);
});
