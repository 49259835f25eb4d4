import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { iamPolicyCreation } from '../../../domain/request-types/iam-policy/creation.ts';
import { iamRoleCreation } from '../../../domain/request-types/iam-role/creation.ts';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import { ramPermissionCreation } from '../../../domain/request-types/ram-permission/creation.ts';
import type { Creation } from '../../../domain/request-types/request-type.ts';
import { rolesAnywhereProfileCreation } from '../../../domain/request-types/rolesanywhere-profile/creation.ts';
import { boundaryArn, startDoubles } from '../../local/doubles/aws-clients.ts';
import { context, inShort, requestFor, withGuardrails } from './plan-context.ts';

let aws: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  aws = await startDoubles();
});
afterAll(() => aws.stop());

const where = withGuardrails({ permissionsBoundary: boundaryArn });
const session = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' },
};

/** Sends the plan with a real client, over the wire, twice where a second send is refused, and looks for the result. */
async function createAndFind<Client>(
  type: RequestTypeName,
  creation: Creation<Client>,
  client: Client,
  changes: Readonly<Record<string, unknown>> = {},
) {
  const request = requestFor(type, changes, where);
  const call = onlyCall(request.plan);
  const before = await creation.look(request, client);
  const answered = await creation.send(call, client);
  const after = inShort(await creation.look(request, client));
  expect(inShort(await creation.look(request, client, { arn: answered }))).toEqual(after);
  const forAnother = await creation.look({ ...request, id: 'another' }, client);
  const again = creation.lookFirst ? undefined : await creation.send(call, client).catch(creation.classify);
  return { before, answered, after, forAnother, again };
}

describe('over the wire, what was created is found as planned', () => {
  test('a role', async () => {
    const changes = { Description: 'é\n & <b>', Tags: [{ Key: 'é', Value: '' }] };
    const seen = await createAndFind('iam-role', iamRoleCreation, aws.iam, changes);
    expect(seen).toMatchObject({
      before: { kind: 'absent' },
      after: { kind: 'ours', differences: [] },
      forAnother: { kind: 'foreign', owner: `request ${context.requestId}` },
      again: 'taken',
    });
  });

  test('a policy', async () => {
    const changes = { Description: '日本語 & "x"' };
    const seen = await createAndFind('iam-policy', iamPolicyCreation, aws.iam, changes);
    expect(seen).toMatchObject({
      before: { kind: 'absent' },
      after: { kind: 'ours', differences: [] },
      forAnother: { kind: 'foreign' },
      again: 'taken',
    });
  });

  test('a profile', async () => {
    const changes = { sessionPolicy: session, managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] };
    const seen = await createAndFind(
      'rolesanywhere-profile',
      rolesAnywhereProfileCreation,
      aws.rolesAnywhere,
      changes,
    );
    expect(seen).toMatchObject({
      before: { kind: 'absent' },
      after: { kind: 'ours', differences: [] },
      forAnother: { kind: 'absent' },
    });
  });

  test('a permission, which its token lets one send twice', async () => {
    const seen = await createAndFind('ram-permission', ramPermissionCreation, aws.ram);
    expect(seen).toMatchObject({
      before: { kind: 'absent' },
      after: { kind: 'ours', differences: [] },
      forAnother: { kind: 'foreign' },
    });
    expect(seen.again).toBe(seen.answered);
  });
});
