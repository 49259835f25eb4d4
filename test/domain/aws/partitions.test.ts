import { expect, test } from '@jest/globals';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf, partitionOfArn, partitions } from '../../../domain/aws/partitions.ts';

test('every region that CDK knows is in the partition where CDK has it, with its host names', () => {
  const regions = RegionInfo.regions.map(({ name, partition, domainSuffix }) => [
    name,
    partition,
    domainSuffix,
  ]);
  const suffixes = new Map(partitions.map(({ id, dnsSuffix }) => [id, dnsSuffix]));
  const ours = RegionInfo.regions.map(({ name }) => [
    name,
    partitionOf(name),
    suffixes.get(partitionOf(name)),
  ]);
  expect(regions.length).toBeGreaterThan(30);
  expect(ours).toEqual(regions);
});

test.each([
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-central-1', 'aws'],
])('%s is in %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test('an ARN says its partition, if that exists', () => {
  expect(partitionOfArn('arn:aws-cn:s3:::b')).toBe('aws-cn');
  expect(['arn:aws-xx:s3:::b', 'arn', '', '*', 'aws-cn'].map(partitionOfArn)).toEqual(
    Array(5).fill(undefined),
  );
});
