import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { type Account, inspect, roleArn, sessionPolicy, startAccount } from './inspected-account.ts';

let aws: Account;
beforeAll(async () => {
  aws = await startAccount();
});
afterAll(() => aws.stop());

describe('an outage', () => {
  const checks = {
    'iam-role': ['iam:GetRole', 'iam:GetPolicy', 'accessanalyzer:ValidatePolicy'],
    'iam-policy': ['iam:ListPolicies', 'accessanalyzer:ValidatePolicy'],
    'rolesanywhere-profile': [
      'rolesanywhere:ListProfiles',
      'iam:GetRole',
      'iam:GetPolicy',
      'accessanalyzer:ValidatePolicy',
    ],
    'ram-permission': ['ram:GetPermission', 'ram:ListResourceTypes'],
  };
  const profile = {
    roleArns: [roleArn('taken')],
    managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    sessionPolicy,
  };
  const cases = requestTypeNames.flatMap((type) => checks[type].map((check) => [type, check] as const));

  test.each(cases)('leaves it open what becomes of the %s: %s', async (type, check) => {
    const [service, operation] = check.split(':');
    // More than once: calls that the test before left behind may take some.
    aws.faults.add({ service, operation, fault: 'error:ServiceUnavailable', times: 100 });
    await expect(inspect(aws, type, type === 'rolesanywhere-profile' ? profile : {})).rejects.toThrow();
    aws.faults.clear();
  });
});
