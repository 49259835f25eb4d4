import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { boundaryArn } from '../../local/doubles/aws-clients.ts';
import { type Account, inspect, startAccount } from './inspected-account.ts';

let aws: Account;
beforeAll(async () => {
  aws = await startAccount();
});
afterAll(() => aws.stop());

describe('the account has nothing against', () => {
  test.each([
    ['iam-role', {}, [boundaryArn, `${boundaryArn}#id`]],
    ['iam-policy', {}, []],
    ['rolesanywhere-profile', { roleArns: [] }, []],
    ['ram-permission', {}, []],
  ] as const)('the example of %s, and what it refers to is pinned', async (type, changes, resources) => {
    const { pins, ...rest } = await inspect(aws, type, changes);
    expect(rest).toMatchObject({ findings: [], rejections: [] });
    expect(pins.map(({ resource }) => resource)).toEqual(resources);
    for (const { version } of pins) expect(version).toMatch(/^(v1|ANPA\w+)$/);
  });

  test.each([
    ['iam-role', { RoleName: 'ours' }],
    ['iam-policy', { PolicyName: 'ours' }],
    ['ram-permission', { name: 'ours' }],
  ] as const)('a name of %s that its own earlier creation has', async (type, changes) => {
    expect((await inspect(aws, type, changes)).rejections).toEqual([]);
  });
});

describe('a name that is taken', () => {
  test.each([
    [
      'iam-role',
      { RoleName: 'TAKEN' },
      'made outside Countersign: arn:aws:iam::111122223333:role/requested/taken',
    ],
    [
      'iam-policy',
      { PolicyName: 'Taken' },
      'made outside Countersign: arn:aws:iam::111122223333:policy/legacy/taken',
    ],
    [
      'ram-permission',
      { name: 'taken' },
      'made by request another: arn:aws:ram:us-east-1:111122223333:permission/taken',
    ],
  ] as const)('rejects the %s', async (type, changes, message) => {
    const { rejections } = await inspect(aws, type, changes);
    expect(rejections).toMatchObject([{ code: 'name-taken', message: expect.stringContaining(message) }]);
    expect(rejections[0]?.discreetly).not.toMatch(/request|arn:/);
  });

  test('is a finding for a profile, since AWS takes a second one', async () => {
    const { rejections, findings } = await inspect(aws, 'rolesanywhere-profile', {
      name: 'taken',
      roleArns: [],
    });
    expect(rejections).toEqual([]);
    expect(findings).toEqual([
      {
        code: 'PROFILE_NAME_TAKEN',
        severity: 'low',
        pointer: '/parameters/name',
        message: expect.stringContaining('arn:aws:rolesanywhere:us-east-1:111122223333:profile/'),
      },
    ]);
  });
});

test('several reasons are told at once', async () => {
  const none = 'arn:aws:iam::111122223333:policy/none';
  const { rejections } = await inspect(aws, 'iam-role', { RoleName: 'taken' }, none);
  expect(rejections).toMatchObject([
    { code: 'name-taken', message: expect.stringContaining('name already') },
    { message: expect.stringContaining('policy/none, which does not exist') },
  ]);
});
