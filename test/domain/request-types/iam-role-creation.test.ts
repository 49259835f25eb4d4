import { describe, expect, test } from '@jest/globals';
import { iamRoleCreation } from '../../../domain/request-types/iam-role/creation.ts';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import { inShort, requestFor } from './plan-context.ts';
import { iamClient, refusal } from './sdk-clients.ts';

const request = requestFor('iam-role');
const call = onlyCall(request.plan);
const Arn = 'arn:aws:iam::111122223333:role/requested/payments-deploy';

/** The role as GetRole shows it: the document URL-encoded, the boundary an object, dates as dates. */
function readRole(changes: object = {}): object {
  const { AssumeRolePolicyDocument, PermissionsBoundary, ...rest } = call.parameters;
  return {
    ...rest,
    Arn,
    RoleId: 'AROAEXAMPLE0123456789',
    CreateDate: new Date('2026-11-22T10:00:00Z'),
    AssumeRolePolicyDocument: encodeURIComponent(String(AssumeRolePolicyDocument)),
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: PermissionsBoundary },
    ...changes,
  };
}

const find = (Role: object | undefined) =>
  iamRoleCreation.look(request, iamClient(() => ({ Role })).client).then(inShort);

describe('creating a role', () => {
  test('sends the plan as it is, once', async () => {
    const { client, sent } = iamClient(() => ({}));
    await iamRoleCreation.send(call, client);
    expect(sent).toEqual([{ operation: 'CreateRole', input: call.parameters }]);
  });

  test('refuses to send what is no complete plan', async () => {
    const { client, sent } = iamClient(() => ({}));
    const { PermissionsBoundary: _, ...unbounded } = call.parameters;
    await expect(iamRoleCreation.send({ ...call, parameters: unbounded }, client)).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  test('passes on what AWS refuses', async () => {
    const { client } = iamClient(() => {
      throw refusal('LimitExceeded');
    });
    await expect(iamRoleCreation.send(call, client)).rejects.toThrow('LimitExceeded');
    await expect(iamRoleCreation.look(request, client)).rejects.toThrow('LimitExceeded');
  });
});

describe('finding a role', () => {
  test('that is not there', async () => {
    const { client, sent } = iamClient(() => {
      throw refusal('NoSuchEntityException');
    });
    expect(await iamRoleCreation.look(request, client)).toEqual({ kind: 'absent' });
    const input = { RoleName: 'payments-deploy' };
    expect(sent).toEqual(
      ['GetRole', 'ListRolePolicies', 'ListAttachedRolePolicies'].map((operation) => ({ operation, input })),
    );
  });

  test('of ours, exactly as planned', async () => {
    expect(await find(readRole())).toMatchObject({
      kind: 'ours',
      arn: Arn,
      differences: [],
      properties: {
        RoleId: 'AROAEXAMPLE0123456789',
        CreateDate: '2026-11-22T10:00:00.000Z',
        AssumeRolePolicyDocument: call.parameters.AssumeRolePolicyDocument,
      },
    });
  });

  test('of ours, whatever AWS leaves out or rewrites', async () => {
    const Description = '  Deploys the\r\npayments service';
    expect(await find(readRole({ Description }))).toMatchObject({ kind: 'ours', differences: [] });
  });

  test.each([
    ['Path', { Path: '/' }],
    ['RoleName', { RoleName: 'Payments-Deploy' }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: encodeURIComponent('{"Statement":[]}') }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: '%' }],
    ['AssumeRolePolicyDocument', { AssumeRolePolicyDocument: undefined }],
    ['Description', { Description: 'Something else' }],
    ['MaxSessionDuration', { MaxSessionDuration: 7200 }],
    ['PermissionsBoundary', { PermissionsBoundary: undefined }],
    ['Tags', { Tags: [...listOf(call.parameters.Tags), { Key: 'x', Value: 'y' }] }],
  ])('of ours, where %s differs', async (part, changes) => {
    expect(await find(readRole(changes))).toMatchObject({ kind: 'ours', differences: [part] });
  });

  test.each([
    [undefined, 'outside Countersign'],
    [[{ Key: 'countersign:request-id', Value: 'other' }], 'request other'],
  ])('of somebody else with tags %j', async (Tags, owner) => {
    expect(await find(readRole({ Tags }))).toEqual({ kind: 'foreign', arn: Arn, owner });
  });
});

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
