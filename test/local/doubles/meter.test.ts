import { expect, test } from '@jest/globals';
import { Meter } from '../../../local/doubles/meter.ts';

test('the meter counts, and prices what it counted in US East', () => {
  const meter = new Meter({ clock: () => new Date('2026-11-22T12:00:00Z') });
  for (let time = 0; time < 1000; time++) meter.stateTransition();
  for (let time = 0; time < 2; time++) meter.invocation('submit-request');
  meter.invocation('create-iam-role');
  meter.apiRequest();
  meter.awsCall('iam', 'CreateRole');
  meter.slackCall('chat.postMessage');
  meter.consumed('read', 0.5);
  meter.consumed('write', 4);
  const { usd, ...counts } = meter.report();
  expect(counts).toEqual({
    since: '2026-11-22T12:00:00.000Z',
    stateTransitions: 1000,
    invocations: { 'create-iam-role': 1, 'submit-request': 2 },
    awsCalls: { 'iam:CreateRole': 1 },
    slackCalls: { 'chat.postMessage': 1 },
    apiRequests: 1,
    dynamodb: { readUnits: 0.5, writeUnits: 4 },
  });
  expect(usd.stateTransitions).toBeCloseTo(0.025, 10);
  expect(usd.writeUnits).toBeCloseTo(4 * 0.625e-6, 12);
  expect(usd.readUnits).toBeCloseTo(0.5 * 0.125e-6, 12);
  expect(usd.invocations).toBeCloseTo(3 * 0.2e-6, 12);
  expect(usd.apiRequests).toBeCloseTo(3.5e-6, 12);
  const { total, ...parts } = usd;
  expect(total).toBeCloseTo(
    Object.values(parts).reduce((sum, part) => sum + part, 0),
    12,
  );
});

test('what S3 and KMS are asked is priced by what it is', () => {
  const meter = new Meter({ clock: () => new Date() });
  for (const operation of ['PutObject', 'PutObject', 'ListObjectsV2', 'GetObject'])
    meter.awsCall('s3', operation);
  meter.awsCall('kms', 'Sign');
  const { s3Writes, s3Reads, kmsRequests, total } = meter.report().usd;
  expect([s3Writes, s3Reads, kmsRequests].map((usd) => Math.round(usd * 1e8) / 1e2)).toEqual([15, 0.4, 15]);
  expect(total).toBeCloseTo(30.4e-6, 12);
});
