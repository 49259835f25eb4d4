import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { boundaryArn, startDoubles } from './aws-clients.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }],
});
const tags = [{ Key: 'countersign:request-id', Value: 'r-1' }];

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

describe('roles', () => {
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
});

describe('policies', () => {
  test('a created policy is read back with its document and tags', async () => {
    const { Policy } = await local.iam.send(
      new CreatePolicyCommand({
        PolicyName: 'read-a',
        Path: '/requested/',
        PolicyDocument: policy,
        Tags: tags,
      }),
    );
    const PolicyArn = 'arn:aws:iam::111122223333:policy/requested/read-a';
    expect(Policy).toMatchObject({ Arn: PolicyArn, DefaultVersionId: 'v1', IsAttachable: true });
    const read = await local.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(read.Policy).toMatchObject({ PolicyName: 'read-a', Tags: tags, AttachmentCount: 0 });
    const { PolicyVersion } = await local.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
    );
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(policy);
    const listed = await local.iam.send(new ListPolicyTagsCommand({ PolicyArn }));
    expect(listed.Tags).toEqual(tags);
  });

  test('those of AWS are there for boundaries, and apart from those of the account', async () => {
    const list = async (Scope: 'AWS' | 'Local') => {
      const { Policies = [] } = await local.iam.send(new ListPoliciesCommand({ Scope }));
      return Policies.map(({ Arn }) => Arn);
    };
    const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    expect(await list('AWS')).toContain(boundary);
    expect(await list('Local')).toEqual([boundaryArn, expect.stringContaining('read-a')]);
    const role = { RoleName: 'reader', AssumeRolePolicyDocument: trust, PermissionsBoundary: boundary };
    const { Role } = await local.iam.send(new CreateRoleCommand(role));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
    expect(local.doubles.iam.snapshot().policies.map(({ Arn }) => Arn)).toEqual(await list('Local'));
  });

  test.each([
    ['an old version', policy.replace('2012', '2008'), 'must be version 2012-10-17'],
    ['a principal', policy.replace('"Action"', '"Principal":"*","Action"'), 'should not specify a principal'],
    ['no resource', policy.replace('Resource', 'Sid'), 'must contain resources'],
    ['an action without a service', policy.replace('s3:GetObject', 'GetObject'), 'prefaced by a vendor'],
  ])('a document with %s is malformed', async (_what, PolicyDocument, message) => {
    await expect(
      local.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument })),
    ).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: expect.stringContaining(message),
    });
  });

  test('a document over 6,144 characters, blanks not counted, is over the quota', async () => {
    const blank = policy.replace('{', `{${' '.repeat(7000)}`);
    await local.iam.send(new CreatePolicyCommand({ PolicyName: 'blank', PolicyDocument: blank }));
    const long = policy.replace(':::a', `:::${'a'.repeat(6144)}`);
    await expect(
      local.iam.send(new CreatePolicyCommand({ PolicyName: 'long', PolicyDocument: long })),
    ).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    });
  });
});
