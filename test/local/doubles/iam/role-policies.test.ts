import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Iam } from '../../../../local/doubles/iam/iam.ts';
import { startDoubles } from '../aws-clients.ts';
import { allowing, documentOfLength, sources, trust } from './fixture.ts';

const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

async function role(RoleName: string): Promise<string> {
  await local.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  return RoleName;
}

function put(RoleName: string, PolicyName: string, PolicyDocument: string) {
  return local.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
}

describe('inline policies', () => {
  test('are put, replaced, listed, read URL-encoded and deleted', async () => {
    const RoleName = await role('inline');
    await put(RoleName, 'a', allowing('s3:GetObject'));
    await put(RoleName, 'b', allowing('s3:PutObject'));
    await put(RoleName, 'a', allowing('s3:ListBucket'));
    const listed = await local.iam.send(new ListRolePoliciesCommand({ RoleName }));
    expect(listed).toMatchObject({ PolicyNames: ['a', 'b'], IsTruncated: false });
    const read = await local.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    expect(read).toMatchObject({ RoleName, PolicyName: 'a' });
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(allowing('s3:ListBucket'));
    await local.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    await expect(
      local.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await expect(
      local.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'a' })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });

  test('have 10,240 characters together, white space aside', async () => {
    const RoleName = await role('long');
    await put(RoleName, 'a', documentOfLength(6_000));
    await put(RoleName, 'b', `${' '.repeat(3_000)}${documentOfLength(4_240)}`);
    await expect(put(RoleName, 'c', allowing('s3:GetObject'))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Maximum policy size of 10240 bytes exceeded for role long',
    });
    await expect(put(RoleName, 'b', documentOfLength(4_241))).rejects.toThrow('Maximum policy size');
    await put(RoleName, 'b', documentOfLength(200));
    await put(RoleName, 'c', allowing('s3:GetObject'));
  });

  test.each([
    ['no JSON', '{'],
    [
      'a principal',
      JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'a:b', Resource: '*' } }),
    ],
    ['no resource', JSON.stringify({ Statement: { Effect: 'Allow', Action: 'a:b' } })],
    [
      'two statements of one name',
      JSON.stringify({
        Statement: ['A', 'A'].map((Sid) => ({ Sid, Effect: 'Allow', Action: 'a:b', Resource: '*' })),
      }),
    ],
  ])('are refused with %s', async (_what, document) => {
    await expect(put('inline', 'bad', document)).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    });
  });

  test('need a role', async () => {
    await expect(put('nobody', 'a', allowing('s3:GetObject'))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });
});

describe('attached policies', () => {
  const attach = (RoleName: string, PolicyArn: string) =>
    local.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

  test('are attached once, counted at the policy, and detached', async () => {
    const RoleName = await role('attached');
    const { Policy } = await local.iam.send(
      new CreatePolicyCommand({
        PolicyName: 'own',
        Path: '/requested/',
        PolicyDocument: allowing('s3:GetObject'),
      }),
    );
    const PolicyArn = Policy?.Arn ?? '';
    await attach(RoleName, PolicyArn);
    await attach(RoleName, PolicyArn);
    await attach(RoleName, ofAws('AWSDenyAll'));
    const listed = await local.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(listed.AttachedPolicies).toEqual([
      { PolicyName: 'own', PolicyArn },
      { PolicyName: 'AWSDenyAll', PolicyArn: ofAws('AWSDenyAll') },
    ]);
    const read = await local.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(read.Policy).toMatchObject({ AttachmentCount: 1, PermissionsBoundaryUsageCount: 0 });
    const under = await local.iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName, PathPrefix: '/requested/' }),
    );
    expect(under.AttachedPolicies).toHaveLength(1);
    await local.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(local.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test('must exist', async () => {
    const RoleName = await role('lonely');
    for (const [arn, name] of [
      [ofAws('Missing'), 'NoSuchEntityException'],
      ['no-arn-at-all-but-long-enough', 'InvalidInputException'],
    ] as const) {
      await expect(attach(RoleName, arn)).rejects.toMatchObject({ name });
    }
  });

  test('of AWS have documents', async () => {
    const version = { PolicyArn: ofAws('AWSDenyAll'), VersionId: 'v1' };
    const { PolicyVersion } = await local.iam.send(new GetPolicyVersionCommand(version));
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toMatchObject({
      Statement: [{ Effect: 'Deny', Action: ['*'], Resource: '*' }],
    });
  });

  test.each([10, 12])('are as many as the quota says: %d', async (attachedPoliciesPerRole) => {
    const iam = new Iam({
      ...sources,
      quotas: { trustPolicyLength: 2048, attachedPoliciesPerRole },
      policies: Array.from({ length: 13 }, (_, index) => ({
        arn: `arn:aws:iam::111122223333:policy/p${index}`,
        document: {},
      })),
    });
    await iam.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust });
    const attachOne = (index: number) =>
      iam.call('AttachRolePolicy', {
        RoleName: 'r',
        PolicyArn: `arn:aws:iam::111122223333:policy/p${index}`,
      });
    for (let index = 0; index < attachedPoliciesPerRole; index++) void attachOne(index);
    void attachOne(0);
    expect(() => attachOne(12)).toThrow(
      `Cannot exceed quota for PoliciesPerRole: ${attachedPoliciesPerRole}`,
    );
  });
});

test('lists come in pages, as short as IAM likes', () => {
  const iam = new Iam({ ...sources, pageSize: 1 });
  void iam.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust });
  for (const PolicyName of ['a', 'b']) {
    void iam.call('PutRolePolicy', { RoleName: 'r', PolicyName, PolicyDocument: allowing('s3:GetObject') });
  }
  const first = iam.call('ListRolePolicies', { RoleName: 'r' });
  expect(first).toMatchObject({ PolicyNames: ['a'], IsTruncated: true });
  const Marker: unknown = Reflect.get(first, 'Marker');
  expect(iam.call('ListRolePolicies', { RoleName: 'r', Marker })).toEqual({
    PolicyNames: ['b'],
    IsTruncated: false,
  });
  expect(() => iam.call('ListRolePolicies', { RoleName: 'r', Marker: 'no-marker' })).toThrow(
    'Invalid Marker',
  );
});

test('a role goes only when it holds nothing any more', async () => {
  const RoleName = await role('held');
  const PolicyArn = ofAws('AWSDenyAll');
  const remove = () => local.iam.send(new DeleteRoleCommand({ RoleName }));
  await put(RoleName, 'a', allowing('s3:GetObject'));
  await local.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await expect(remove()).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: /delete policies/,
  });
  await local.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' }));
  await expect(remove()).rejects.toThrow('must detach all policies first');
  await local.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await remove();
  await expect(remove()).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  await role('held');
});

test('a role of a service is changed by AWS alone', () => {
  const iam = new Iam(sources);
  const RoleName = 'AWSServiceRoleForSupport';
  const path = { Path: '/aws-service-role/support.amazonaws.com/' };
  void iam.call('CreateRole', { RoleName, ...path, AssumeRolePolicyDocument: trust });
  const PolicyArn = ofAws('AWSDenyAll');
  const changes: [string, object][] = [
    ['PutRolePolicy', { PolicyName: 'a', PolicyDocument: allowing('s3:GetObject') }],
    ['DeleteRolePolicy', { PolicyName: 'a' }],
    ['AttachRolePolicy', { PolicyArn }],
    ['DetachRolePolicy', { PolicyArn }],
    ['UpdateAssumeRolePolicy', { PolicyDocument: trust }],
    ['DeleteRole', {}],
  ];
  for (const [operation, input] of changes) {
    expect(() => iam.call(operation, { RoleName, ...input })).toThrow('only modifiable by AWS');
  }
});
