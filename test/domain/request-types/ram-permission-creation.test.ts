import { describe, expect, test } from '@jest/globals';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import { ramPermissionCreation } from '../../../domain/request-types/ram-permission/creation.ts';
import { context, inShort, requestFor } from './plan-context.ts';
import { ramClient, refusal } from './sdk-clients.ts';

const request = requestFor('ram-permission');
const call = onlyCall(request.plan);
const arn = 'arn:aws:ram:us-east-1:111122223333:permission/use-shared-components';

function read(changes: object = {}): object {
  const { policyTemplate, clientToken: _, ...planned } = call.parameters;
  const permission = JSON.stringify(JSON.parse(String(policyTemplate)), null, 2);
  return { ...planned, arn, permission, status: 'ATTACHABLE', creationTime: new Date(0), ...changes };
}

const find = (permission: object) =>
  ramPermissionCreation.look(request, ramClient(() => ({ permission })).client).then(inShort);

describe('creating a permission', () => {
  test('sends the plan as it is, its token included', async () => {
    const { client, sent } = ramClient(() => ({}));
    await ramPermissionCreation.send(call, client);
    expect(sent).toEqual([{ operation: 'CreatePermission', input: call.parameters }]);
    expect(sent).toMatchObject([{ input: { clientToken: context.requestId } }]);
  });
});

describe('finding a permission', () => {
  test('of ours, exactly as planned', async () => {
    expect(await find(read())).toMatchObject({
      kind: 'ours',
      arn,
      differences: [],
      properties: { creationTime: '1970-01-01T00:00:00.000Z' },
    });
  });

  test.each([
    ['resourceType', { resourceType: 'ec2:IpamPool' }],
    ['policyTemplate', { permission: '{"Effect":"Allow","Action":"ssm:*"}' }],
  ])('of ours, where %s differs', async (part, changes) => {
    expect(await find(read(changes))).toMatchObject({ kind: 'ours', differences: [part] });
  });

  test('of somebody else', async () => {
    expect(await find(read({ tags: [] }))).toEqual({ kind: 'foreign', arn, owner: 'outside Countersign' });
  });

  test('that is not there, or on its way out', async () => {
    const { client, sent } = ramClient(() => {
      throw refusal('UnknownResourceException');
    });
    expect(await ramPermissionCreation.look(request, client)).toEqual({ kind: 'absent' });
    expect(sent).toEqual([{ operation: 'GetPermission', input: { permissionArn: arn } }]);
    expect(await find(read({ status: 'DELETED', tags: [] }))).toEqual({ kind: 'absent' });
  });
});
