import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspections } from '../../../domain/request-types/inspections.ts';
import { type Account, inspect, roleArn, startAccount } from './inspected-account.ts';
import { callOf, context } from './plan-context.ts';

let aws: Account;
beforeAll(async () => {
  aws = await startAccount();
});
afterAll(() => aws.stop());

describe('what a plan refers to', () => {
  test('rejects a role without its boundary, whichever that is', async () => {
    const missing = 'arn:aws:iam::111122223333:policy/no-such-boundary';
    const { rejections, pins } = await inspect(aws, 'iam-role', {}, missing);
    expect(rejections).toEqual([
      {
        code: 'no-such-policy',
        message: `/parameters/PermissionsBoundary names ${missing}, which does not exist or cannot be attached.`,
      },
    ]);
    expect(pins).toEqual([]);
  });

  test('rejects a profile whose roles or policies are not there, naming each', async () => {
    const { rejections } = await inspect(aws, 'rolesanywhere-profile', {
      roleArns: [roleArn('taken'), roleArn('nobody'), roleArn('deeper/taken')],
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/Nothing'],
    });
    const message = rejections.map((rejection) => rejection.message).join(' ');
    expect(rejections[0]?.code).toBe('no-such-role');
    expect(message).toContain(`/parameters/roleArns/1 names ${roleArn('nobody')}`);
    expect(message).toContain(`/parameters/roleArns/2 names ${roleArn('deeper/taken')}`);
    expect(message).toContain('/parameters/managedPolicyArns/1 names arn:aws:iam::aws:policy/Nothing');
    expect(message).not.toContain(`${roleArn('taken')}, which`);
  });

  test('is pinned: roles by id and trust policy, policies by default version', async () => {
    const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const changes = { roleArns: [roleArn('taken')], managedPolicyArns: [managed] };
    const { rejections, findings, pins } = await inspect(aws, 'rolesanywhere-profile', changes);
    expect(rejections).toEqual([]);
    expect(findings).toEqual([]);
    expect(pins).toEqual([
      { resource: roleArn('taken'), version: expect.stringMatching(/^AROA/) },
      { resource: `${roleArn('taken')}#trust-policy`, version: expect.stringMatching(/^sha256:/) },
      { resource: managed, version: 'v1' },
      { resource: `${managed}#id`, version: expect.stringMatching(/^ANPA/) },
    ]);
  });

  test.each([
    ['ours', 'ours does not trust Roles Anywhere'],
    ['half', 'half lets Roles Anywhere in without sts:TagSession and sts:SetSourceIdentity'],
  ])('may be a role that is of no use to Roles Anywhere: a finding (%s)', async (name, message) => {
    const { rejections, findings } = await inspect(aws, 'rolesanywhere-profile', {
      roleArns: [roleArn(name)],
    });
    expect(rejections).toEqual([]);
    expect(findings).toEqual([
      {
        code: 'PROFILE_ROLE_NOT_TRUSTING',
        severity: 'medium',
        pointer: '/parameters/roleArns/0',
        message: expect.stringContaining(message),
      },
    ]);
  });

  test('may allow shorter sessions than the profile: a finding', async () => {
    const changes = { roleArns: [roleArn('taken')], durationSeconds: 7200 };
    const { findings } = await inspect(aws, 'rolesanywhere-profile', changes);
    expect(findings).toMatchObject([{ code: 'PROFILE_LONGER_THAN_ROLE', severity: 'low' }]);
  });

  test.each([
    ['nonsense:Thing', 'Choose one of ListResourceTypes.'],
    ['aws-marketplace:ENTITY', 'Write aws-marketplace:Entity.'],
  ])('rejects a permission for a resource type that RAM does not list: %s', async (resourceType, advice) => {
    const [call] = [callOf('ram-permission')];
    const changed = { ...call, parameters: { ...call.parameters, resourceType } };
    const { rejections } = await inspections['ram-permission']([changed], context.requestId, aws);
    expect(rejections).toEqual([{ code: 'no-such-resource-type', message: expect.stringContaining(advice) }]);
  });
});
