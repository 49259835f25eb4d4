import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sameDocument } from '../../../../domain/aws/document-comparison.ts';
import { boundaryArn, startDoubles } from '../aws-clients.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const tags = [{ Key: 'countersign:request-id', Value: 'r-1' }];

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

test('a created role is read back with everything it was given and its trust policy URL-encoded', async () => {
  const created = await local.iam.send(
    new CreateRoleCommand({
      RoleName: 'payments-deploy',
      Path: '/requested/',
      AssumeRolePolicyDocument: trust,
      Description: 'deploys "payments" & <more>',
      MaxSessionDuration: 7200,
      PermissionsBoundary: boundaryArn,
      Tags: [{ Key: 'team', Value: 'payments' }, ...tags],
    }),
  );
  const { Role } = await local.iam.send(new GetRoleCommand({ RoleName: 'payments-deploy' }));
  expect(Role).toMatchObject({
    Arn: 'arn:aws:iam::111122223333:role/requested/payments-deploy',
    Path: '/requested/',
    Description: 'deploys "payments" & <more>',
    MaxSessionDuration: 7200,
    PermissionsBoundary: { PermissionsBoundaryArn: boundaryArn },
    Tags: [{ Key: 'team', Value: 'payments' }, ...tags],
  });
  expect(Role?.AssumeRolePolicyDocument).not.toContain('{');
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
  expect(Role?.CreateDate).toBeInstanceOf(Date);
  expect(Role?.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
  expect(created.Role?.Arn).toBe(Role?.Arn);
  const listed = await local.iam.send(new ListRoleTagsCommand({ RoleName: 'payments-deploy' }));
  expect(listed.Tags).toHaveLength(2);
  const { Roles } = await local.iam.send(new ListRolesCommand({ PathPrefix: '/requested/' }));
  expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(['payments-deploy']);
});

test('a trust policy is read back as IAM keeps it, not as it was sent', async () => {
  const { Role: first } = await local.iam.send(
    new CreateRoleCommand({ RoleName: 'trusted', AssumeRolePolicyDocument: trust }),
  );
  const sent = {
    Statement: {
      Effect: 'Allow',
      Principal: {
        AWS: ['111122223333', first?.RoleId, 'arn:aws:iam::444455556666:role/a'],
        Service: ['ec2.amazonaws.com'],
      },
      Action: ['sts:AssumeRole'],
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': true },
        NumericLessThan: { 'a:b': [1, 2] },
        StringLike: {},
      },
    },
  };
  const AssumeRolePolicyDocument = JSON.stringify(sent);
  await local.iam.send(new CreateRoleCommand({ RoleName: 'rewritten', AssumeRolePolicyDocument }));
  const { Role } = await local.iam.send(new GetRoleCommand({ RoleName: 'rewritten' }));
  const read = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  expect(JSON.parse(read)).toEqual({
    Version: '2008-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          AWS: ['arn:aws:iam::444455556666:role/a', first?.Arn, 'arn:aws:iam::111122223333:root'],
          Service: 'ec2.amazonaws.com',
        },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'a:b': ['1', '2'] } },
      },
    ],
  });
  expect(sameDocument(AssumeRolePolicyDocument, read)).toBe(true);
});

test('a name is taken in any case and on any path', async () => {
  await local.iam.send(new CreateRoleCommand({ RoleName: 'Taken', AssumeRolePolicyDocument: trust }));
  const again = new CreateRoleCommand({
    RoleName: 'tAKEN',
    Path: '/other/',
    AssumeRolePolicyDocument: trust,
  });
  await expect(local.iam.send(again)).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException',
    message: 'Role with name tAKEN already exists.',
    $metadata: { httpStatusCode: 409 },
  });
});

test('a role that is not there is NoSuchEntity', async () => {
  await expect(local.iam.send(new GetRoleCommand({ RoleName: 'nobody' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    $metadata: { httpStatusCode: 404 },
  });
});

test.each([
  [
    'a boundary that does not exist',
    { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/nowhere' },
    'NoSuchEntityException',
    'Scope ARN: arn:aws:iam::111122223333:policy/nowhere does not exist or is not attachable.',
  ],
  [
    'a trust policy that is no JSON',
    { AssumeRolePolicyDocument: '{' },
    'MalformedPolicyDocumentException',
    'This policy contains invalid Json',
  ],
  [
    'a name that is too long',
    { RoleName: 'x'.repeat(65) },
    'ValidationError',
    "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
  ],
  [
    'a tag key that is too long',
    { Tags: [{ Key: 'k'.repeat(129), Value: '' }] },
    'ValidationError',
    "at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128",
  ],
  [
    'tag keys that differ in case only',
    {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    },
    'InvalidInputException',
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ],
  [
    'a session shorter than an hour',
    { MaxSessionDuration: 60 },
    'ValidationError',
    "Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
  ],
  [
    'an action that STS does not have',
    { AssumeRolePolicyDocument: trust.replace('sts:AssumeRole', 'sts:TagSessions') },
    'MalformedPolicyDocumentException',
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
  [
    'a service that is none',
    { AssumeRolePolicyDocument: trust.replace('ec2', 'tagging') },
    'MalformedPolicyDocumentException',
    'Invalid principal in policy: "SERVICE":"tagging.amazonaws.com"',
  ],
  [
    'a principal of another partition',
    {
      AssumeRolePolicyDocument: trust.replace(
        '"Service":"ec2.amazonaws.com"',
        '"AWS":"arn:aws-cn:iam::111122223333:root"',
      ),
    },
    'MalformedPolicyDocumentException',
    'Invalid principal in policy: "AWS":"arn:aws-cn:iam::111122223333:root"',
  ],
  [
    'a trust policy over the quota',
    { AssumeRolePolicyDocument: trust.replace('ec2', 'x'.repeat(2048)) },
    'LimitExceededException',
    'Cannot exceed quota for ACLSizePerRole: 2048',
  ],
])('%s is refused as AWS refuses it', async (_what, change, name, message) => {
  const command = new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust, ...change });
  await expect(local.iam.send(command)).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  });
});

test('every problem of a call is named at once', async () => {
  const nothing = { RoleName: '', AssumeRolePolicyDocument: '' };
  await expect(local.iam.send(new CreateRoleCommand(nothing))).rejects.toThrow(
    /^\d validation errors detected: .*'roleName'.*; .*'assumeRolePolicyDocument'/,
  );
});
