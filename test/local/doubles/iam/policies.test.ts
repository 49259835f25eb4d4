import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { boundaryArn, startDoubles } from '../aws-clients.ts';

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
  const { PolicyVersion } = await local.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
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
  [
    'an ARN of another partition',
    policy.replace('arn:aws:s3:::', 'arn:aws-us-gov:s3:::'),
    'Partition "aws-us-gov" is not valid for resource "arn:aws-us-gov:s3:::a/*".',
  ],
  ['a bucket in a Region', policy.replace('s3:::', 's3:eu-west-1::'), 'can not contain region information'],
  [
    'a role in a Region',
    policy.replace('s3:::a', 'iam:us-east-1:*:role'),
    'cannot contain region information',
  ],
  ['an action without a service', policy.replace('s3:GetObject', 'GetObject'), 'prefaced by a vendor'],
])('a document with %s is malformed', async (_what, PolicyDocument, message) => {
  await expect(
    local.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument })),
  ).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
    message: expect.stringContaining(message),
  });
});

test.each([
  'arn:aws:s3:*:*:*',
  'arn:aws:s3:*',
  'arn:aws:iam:*:*:user/a',
  'arn:aws:s3:eu-west-1:*:accesspoint/*',
])('the resource %s is taken', async (resource) => {
  const PolicyDocument = policy.replace('arn:aws:s3:::a/*', resource);
  const PolicyName = resource.replace(/\W/g, '-');
  const created = await local.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  expect(created.Policy?.PolicyName).toBe(PolicyName);
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
