import {
  CreatePermissionCommand,
  CreateResourceShareCommand,
  DeletePermissionCommand,
  DeleteResourceShareCommand,
  GetPermissionCommand,
  ListPermissionAssociationsCommand,
  ListPermissionsCommand,
  ListResourceTypesCommand,
  paginateListPermissions,
} from '@aws-sdk/client-ram';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDoubles } from './aws-clients.ts';

const template = JSON.stringify({ Effect: 'Allow', Action: ['ssm:GetParameter'] });
const permission = { name: 'read-parameters', resourceType: 'ssm:Parameter', policyTemplate: template };

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

test('a created permission is read back with its template, tags and dates', async () => {
  const tags = [{ key: 'countersign:request-id', value: 'r-1' }];
  const { permission: created } = await local.ram.send(new CreatePermissionCommand({ ...permission, tags }));
  const permissionArn = 'arn:aws:ram:us-east-1:111122223333:permission/read-parameters';
  expect(created).toMatchObject({ arn: permissionArn, permissionType: 'CUSTOMER_MANAGED', tags });
  const read = await local.ram.send(new GetPermissionCommand({ permissionArn }));
  expect(read.permission).toMatchObject({ permission: template, version: '1', defaultVersion: true, tags });
  expect(read.permission?.creationTime).toBeInstanceOf(Date);
});

test('the same client token with the same parameters is the same permission, with others a mismatch', async () => {
  const once = { ...permission, name: 'once', clientToken: '6f2b8a6e-0000-4000-8000-000000000001' };
  const first = await local.ram.send(new CreatePermissionCommand(once));
  const second = await local.ram.send(new CreatePermissionCommand(once));
  expect(second.permission).toEqual(first.permission);
  await expect(local.ram.send(new CreatePermissionCommand({ ...once, name: 'twice' }))).rejects.toMatchObject(
    { name: 'IdempotentParameterMismatchException' },
  );
});

test('a name is unique', async () => {
  await local.ram.send(new CreatePermissionCommand({ ...permission, name: 'unique' }));
  await expect(
    local.ram.send(new CreatePermissionCommand({ ...permission, name: 'unique' })),
  ).rejects.toMatchObject({
    name: 'PermissionAlreadyExistsException',
    $metadata: { httpStatusCode: 409 },
  });
});

test.each([
  ['an unknown resource type', { resourceType: 'ssm:parameter' }, 'InvalidParameterException'],
  ['a name over 36 characters', { name: 'x'.repeat(37) }, 'InvalidParameterException'],
  [
    'a template that names resources',
    { policyTemplate: '{"Effect":"Allow","Action":"a:b","Resource":"*"}' },
    'MalformedPolicyTemplateException',
  ],
])('%s is refused', async (_what, change, name) => {
  await expect(
    local.ram.send(new CreatePermissionCommand({ ...permission, name: 'refused', ...change })),
  ).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test('permissions are listed in pages, and a permission that is not there is unknown', async () => {
  const names: (string | undefined)[] = [];
  const query = { permissionType: 'CUSTOMER_MANAGED' as const };
  for await (const { permissions } of paginateListPermissions({ client: local.ram, pageSize: 1 }, query)) {
    expect(permissions).toHaveLength(1);
    names.push(...(permissions ?? []).map(({ name }) => name));
  }
  expect(names).toEqual(['read-parameters', 'once', 'unique']);
  await expect(local.ram.send(new ListPermissionsCommand({ nextToken: 'no token' }))).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
  });
  const permissionArn = 'arn:aws:ram:us-east-1:111122223333:permission/nowhere';
  await expect(local.ram.send(new GetPermissionCommand({ permissionArn }))).rejects.toMatchObject({
    name: 'UnknownResourceException',
  });
  const { resourceTypes } = await local.ram.send(new ListResourceTypesCommand({}));
  expect(resourceTypes).toContainEqual({
    resourceType: 'ssm:Parameter',
    serviceName: 'ssm',
    resourceRegionScope: 'REGIONAL',
  });
});

test('a permission goes when no share uses it, shows as deleted for two hours, and frees its name and token', async () => {
  const given = { ...permission, name: 'shared', clientToken: 'first' };
  const { permission: made } = await local.ram.send(new CreatePermissionCommand(given));
  const permissionArn = made?.arn ?? '';
  const share = { name: 'everybody', permissionArns: [permissionArn] };
  const { resourceShare } = await local.ram.send(new CreateResourceShareCommand(share));
  const { resourceShareArn } = resourceShare ?? {};
  const uses = await local.ram.send(new ListPermissionAssociationsCommand({ permissionArn }));
  expect(uses.permissions).toMatchObject([{ arn: permissionArn, resourceShareArn }]);
  const remove = () => local.ram.send(new DeletePermissionCommand({ permissionArn }));
  await expect(remove()).rejects.toMatchObject({ name: 'OperationNotPermittedException' });
  await local.ram.send(new DeleteResourceShareCommand({ resourceShareArn }));
  expect(await remove()).toMatchObject({ returnValue: true, permissionStatus: 'DELETING' });
  await expect(remove()).rejects.toMatchObject({ name: 'UnknownResourceException' });
  const read = await local.ram.send(new GetPermissionCommand({ permissionArn }));
  expect(read.permission?.status).toBe('DELETED');
  expect(local.doubles.ram.snapshot().permissions).not.toContainEqual(
    expect.objectContaining({ name: 'shared' }),
  );
  const again = await local.ram.send(new CreatePermissionCommand(given));
  expect(again.permission).toMatchObject({ arn: permissionArn, status: 'ATTACHABLE' });
});
