import { expect, test } from '@jest/globals';
import { sessionDurationFindings } from '../../../domain/policy/durations.ts';

test.each([
  [3_600, []],
  [14_400, []],
  [14_401, ['low']],
  [28_800, ['low']],
  [43_200, ['medium']],
])('a session of %d seconds is a finding of %j', (seconds, expected) => {
  const findings = sessionDurationFindings(seconds, '/parameters/MaxSessionDuration');
  expect(findings.map(({ severity }) => severity)).toEqual(expected);
});
