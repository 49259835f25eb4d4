import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspections } from '../../../domain/request-types/inspections.ts';
import { type RequestTypeName, requestTypeNames } from '../../../domain/request-types/names.ts';
import { boundaryArn, startDoubles } from '../../local/doubles/aws-clients.ts';
import { callOf, context, withGuardrails } from './plan-context.ts';

let aws: Awaited<ReturnType<typeof startDoubles>>;
const trust = (principal: object, ...Action: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action }] });
const rolesAnywhere = { Service: 'rolesanywhere.amazonaws.com' };
const own = [{ Key: 'countersign:request-id', Value: context.requestId }];
const statements = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
});

beforeAll(async () => {
  aws = await startDoubles();
  const { iam, ram, rolesanywhere } = aws.doubles;
  const role = (RoleName: string, AssumeRolePolicyDocument: string, Tags: object[] = []) =>
    iam.call('CreateRole', { RoleName, Path: '/requested/', AssumeRolePolicyDocument, Tags });
  await role('taken', trust(rolesAnywhere, 'sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'));
  await role('ours', trust({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'), own);
  await role('half', trust(rolesAnywhere, 'sts:AssumeRole'));
  for (const [PolicyName, Tags] of [
    ['taken', []],
    ['ours', own],
  ] as const) {
    await iam.call('CreatePolicy', { PolicyName, Path: '/legacy/', PolicyDocument: statements, Tags });
  }
  const permission = {
    resourceType: 'ssm:Parameter',
    policyTemplate: '{"Effect":"Allow","Action":"ssm:GetParameter"}',
  };
  const key = 'countersign:request-id';
  await ram.call('CreatePermission', { ...permission, name: 'taken', tags: [{ key, value: 'another' }] });
  await ram.call('CreatePermission', {
    ...permission,
    name: 'ours',
    tags: [{ key, value: context.requestId }],
  });
  await rolesanywhere.call('CreateProfile', { name: 'taken', roleArns: [] });
});
afterAll(() => aws.stop());

const where = withGuardrails({ permissionsBoundary: boundaryArn });

/** What the account, behind real clients and the wire, says about an example with some parameters replaced. */
function inspect(type: RequestTypeName, changes: Readonly<Record<string, unknown>> = {}, place = where) {
  return inspections[type]([callOf(type, changes, place)], context.requestId, aws);
}

const roleArn = (name: string) => `arn:aws:iam::111122223333:role/requested/${name}`;

describe('the account has nothing against', () => {
  test.each([
    ['iam-role', {}, [boundaryArn, `${boundaryArn}#id`]],
    ['iam-policy', {}, []],
    ['rolesanywhere-profile', { roleArns: [] }, []],
    ['ram-permission', {}, []],
  ] as const)('the example of %s, and what it refers to is pinned', async (type, changes, resources) => {
    const { pins, ...rest } = await inspect(type, changes);
    expect(rest).toEqual({ findings: [] });
    expect(pins.map(({ resource }) => resource)).toEqual(resources);
    for (const { version } of pins) expect(version).toMatch(/^(v1|ANPA\w+)$/);
  });

  test.each([
    ['iam-role', { RoleName: 'ours' }],
    ['iam-policy', { PolicyName: 'ours' }],
    ['ram-permission', { name: 'ours' }],
  ] as const)('a name of %s that its own earlier creation has', async (type, changes) => {
    expect((await inspect(type, changes)).rejection).toBeUndefined();
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
    const { rejection } = await inspect(type, changes);
    expect(rejection).toEqual({ code: 'name-taken', message: expect.stringContaining(message) });
  });

  test('is a finding for a profile, since AWS takes a second one', async () => {
    const { rejection, findings } = await inspect('rolesanywhere-profile', { name: 'taken', roleArns: [] });
    expect(rejection).toBeUndefined();
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

describe('what a plan refers to', () => {
  test('rejects a role without its boundary, whichever that is', async () => {
    const missing = 'arn:aws:iam::111122223333:policy/no-such-boundary';
    const place = withGuardrails({ permissionsBoundary: missing });
    const { rejection, pins } = await inspect('iam-role', {}, place);
    expect(rejection).toEqual({
      code: 'no-such-policy',
      message: `/parameters/PermissionsBoundary names ${missing}, which does not exist or cannot be attached.`,
    });
    expect(pins).toEqual([]);
  });

  test('rejects a profile whose roles or policies are not there, naming each', async () => {
    const { rejection } = await inspect('rolesanywhere-profile', {
      roleArns: [roleArn('taken'), roleArn('nobody'), roleArn('deeper/taken')],
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/Nothing'],
    });
    expect(rejection?.code).toBe('no-such-role');
    expect(rejection?.message).toContain(`/parameters/roleArns/1 names ${roleArn('nobody')}`);
    expect(rejection?.message).toContain(`/parameters/roleArns/2 names ${roleArn('deeper/taken')}`);
    expect(rejection?.message).toContain(
      '/parameters/managedPolicyArns/1 names arn:aws:iam::aws:policy/Nothing',
    );
    expect(rejection?.message).not.toContain(`${roleArn('taken')}, which`);
  });

  test('is pinned: roles by id and trust policy, policies by default version', async () => {
    const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const changes = { roleArns: [roleArn('taken')], managedPolicyArns: [managed] };
    const { rejection, findings, pins } = await inspect('rolesanywhere-profile', changes);
    expect(rejection).toBeUndefined();
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
    const { rejection, findings } = await inspect('rolesanywhere-profile', { roleArns: [roleArn(name)] });
    expect(rejection).toBeUndefined();
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
    const { findings } = await inspect('rolesanywhere-profile', changes);
    expect(findings).toMatchObject([{ code: 'PROFILE_LONGER_THAN_ROLE', severity: 'low' }]);
  });

  test.each([
    ['nonsense:Thing', 'Choose one of ListResourceTypes.'],
    ['aws-marketplace:ENTITY', 'Write aws-marketplace:Entity.'],
  ])('rejects a permission for a resource type that RAM does not list: %s', async (resourceType, advice) => {
    const [call] = [callOf('ram-permission')];
    const changed = { ...call, parameters: { ...call.parameters, resourceType } };
    const { rejection } = await inspections['ram-permission']([changed], context.requestId, aws);
    expect(rejection).toEqual({ code: 'no-such-resource-type', message: expect.stringContaining(advice) });
  });
});

test('several reasons are told at once', async () => {
  const place = withGuardrails({ permissionsBoundary: 'arn:aws:iam::111122223333:policy/none' });
  const { rejection } = await inspect('iam-role', { RoleName: 'taken' }, place);
  expect(rejection?.code).toBe('name-taken');
  expect(rejection?.message).toMatch(/name already.*policy\/none, which does not exist/);
});

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
    sessionPolicy: statements,
  };
  const cases = requestTypeNames.flatMap((type) => checks[type].map((check) => [type, check] as const));

  test.each(cases)('leaves it open what becomes of the %s: %s', async (type, check) => {
    const [service, operation] = check.split(':');
    // More than once: calls that the test before left behind may take some.
    aws.faults.add({ service, operation, fault: 'error:ServiceUnavailable', times: 100 });
    await expect(inspect(type, type === 'rolesanywhere-profile' ? profile : {})).rejects.toThrow();
    aws.faults.clear();
  });
});
