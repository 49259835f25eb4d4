import { expect, test } from '@jest/globals';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { mayBeRegion, regions } from '../../../domain/aws/regions.ts';

test('every Region that CDK knows is on the list', () => {
  const missing = RegionInfo.regions.map(({ name }) => name).filter((name) => !regions.has(name));
  expect(missing).toEqual([]);
});

test('a number that is not there yet may be a new Region, another area is none', () => {
  expect(['us-east-7', 'us-east1', 'us-est-1', 'useast-1', ''].map(mayBeRegion)).toEqual([
    ...[true, false, false, false, false],
  ]);
});
