import { describe, expect, test } from '@jest/globals';
import { regions } from '../../domain/aws/regions.ts';
import { likelyTypos } from '../../domain/likely-typos.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { configurationWith } from '../support/configuration.ts';

const services = { s3: { actions: ['GetObject', 'PutObject'] }, ec2: { actions: ['RunInstances'] } };
const context = {
  requestId: '549c9912-fbe2-4121-9fa4-70b2b2088186',
  account: '111122223333',
  region: 'us-east-1',
  ...configurationWith(),
};

function warningsOf(statement: object) {
  const parameters = {
    PolicyName: 'reports',
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] },
  };
  const planned = submissions['iam-policy'].plan(parameters, context);
  if (!planned.ok) throw new TypeError(JSON.stringify(planned.problems));
  return likelyTypos({ type: 'iam-policy', plan: planned.plan }, services);
}

const at = '/parameters/PolicyDocument/Statement/0';

describe('a name that is likely a typo', () => {
  test.each([
    ['s3:GetObjects', 'UNKNOWN_ACTION', '`s3:GetObjects`: did you mean `s3:GetObject`?'],
    ['s4:GetObject', 'UNKNOWN_SERVICE', '`s4:GetObject`: did you mean `s3:GetObject`?'],
  ])('among actions is told: %s', (Action, code, message) => {
    expect(warningsOf({ Action })).toEqual([{ pointer: `${at}/Action`, code, message }]);
  });

  test.each([
    ['us-east1', 'us-east-1'],
    ['US-EAST-1', 'us-east-1'],
    ['eu-wst-2', 'eu-west-2'],
  ])('among Regions is told, in an ARN and in a condition: %s', (region, meant) => {
    const warning = {
      code: 'UNKNOWN_REGION',
      message: `AWS has no Region \`${region}\`: did you mean \`${meant}\`?`,
    };
    const Resource = `arn:aws:ec2:${region}:111122223333:instance/*`;
    const Condition = { StringEquals: { 'aws:RequestedRegion': ['us-east-1', region] } };
    expect(warningsOf({ Action: 'ec2:RunInstances', Resource, Condition })).toEqual([
      { ...warning, pointer: `${at}/Resource` },
      { ...warning, pointer: `${at}/Condition/StringEquals/aws:RequestedRegion/1` },
    ]);
  });

  test.each([...[...regions].slice(0, 3), 'us-east-9', '*', 'eu-*', '', `\${aws:RequestedRegion}`])(
    'is none where it is one that exists, may be new, or stands for several: %j',
    (region) => {
      const Resource = `arn:aws:ec2:${region}:111122223333:instance/*`;
      expect(warningsOf({ Action: ['ec2:RunInstances', 's3:Get*'], Resource })).toEqual([]);
    },
  );

  test('is told as often as helps', () => {
    const Action = Array.from({ length: 60 }, (_, index) => `s3:GetObject${index}`);
    expect(warningsOf({ Action })).toHaveLength(25);
  });
});
