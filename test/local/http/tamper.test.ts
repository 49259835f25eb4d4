import { beforeEach, expect, test } from '@jest/globals';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { Ram } from '../../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { tamper } from '../../../local/http/tamper.ts';
import { sources, trust } from '../doubles/iam/fixture.ts';

let doubles: { iam: Iam; ram: Ram; rolesanywhere: RolesAnywhere };
beforeEach(() => {
  doubles = { iam: new Iam(sources), ram: new Ram(sources), rolesanywhere: new RolesAnywhere(sources) };
  void doubles.iam.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust });
});

test('does to the account what an administrator could, documents as text or as objects', async () => {
  const attached = { RoleName: 'r', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
  expect(await tamper(doubles, { operation: 'AttachRolePolicy', parameters: attached })).toEqual({});
  const PolicyDocument = { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } };
  const put = { RoleName: 'r', PolicyName: 'p', PolicyDocument };
  await tamper(doubles, { operation: 'PutRolePolicy', parameters: put });
  expect(doubles.iam.snapshot().roles).toMatchObject([
    {
      AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess' }],
      RolePolicyList: [{ PolicyName: 'p', PolicyDocument: JSON.stringify(PolicyDocument) }],
    },
  ]);
});

test('finds the service that an operation is of, and is not throttled', async () => {
  const profile = { name: 'p', roleArns: [] };
  await tamper(doubles, { operation: 'CreateProfile', parameters: profile });
  await tamper(doubles, { operation: 'CreateProfile', parameters: profile });
  const [first] = doubles.rolesanywhere.snapshot().profiles;
  const tags = [{ key: 'a', value: 'b' }];
  const tagging = { resourceArn: first?.profileArn, tags };
  await tamper(doubles, { operation: 'TagResource', parameters: tagging });
  expect(doubles.rolesanywhere.snapshot().profiles).toMatchObject([{ tags }, { tags: [] }]);
  const policyTemplate = { Effect: 'Allow', Action: 'ssm:GetParameter' };
  const permission = { name: 'p', resourceType: 'ssm:Parameter', policyTemplate };
  await tamper(doubles, { operation: 'CreatePermission', parameters: permission });
  const resourceArn = doubles.ram.snapshot().permissions[0]?.arn;
  await tamper(doubles, { operation: 'TagResource', parameters: { resourceArn, tags } });
  expect(doubles.ram.snapshot().permissions).toMatchObject([{ tags }]);
});

test.each([
  ['no body', undefined, 'expected object'],
  ['an unknown field', { operation: 'GetRole', parameters: {}, service: 'iam' }, 'service'],
  ['no operation', { parameters: {} }, 'operation'],
  ['something that is no operation', { operation: 'attach', parameters: {} }, 'write an operation of AWS'],
  [
    'an operation that is not here',
    { operation: 'LaunchRocket', parameters: {} },
    'There is no operation LaunchRocket here; there are AddRoleToInstanceProfile',
  ],
  ['a property of every object', { operation: 'Constructor', parameters: {} }, 'There is no operation'],
  ['no parameters', { operation: 'GetRole' }, 'parameters'],
  [
    'what AWS does not understand',
    { operation: 'GetRole', parameters: {} },
    'AWS refuses GetRole: ValidationError',
  ],
  [
    'what AWS refuses',
    { operation: 'DeleteRole', parameters: { RoleName: 'x' } },
    'AWS refuses DeleteRole: NoSuchEntity',
  ],
])('refuses %s with a sentence', async (_what, body, said) => {
  await expect(tamper(doubles, body)).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining(said),
  });
});
