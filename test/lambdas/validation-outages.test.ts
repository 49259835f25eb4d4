import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { eventTypes, loaded, post } from '../support/steps.ts';
import { bodyOf, giveSessionRole, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const validate = (id: string) => world.desk.invoke(() => validateRequest({ requestId: id }, world.context));
const checks = {
  'iam-role': ['iam:GetRole', 'iam:GetPolicy', 'accessanalyzer:ValidatePolicy'],
  'iam-policy': ['iam:ListPolicies', 'accessanalyzer:ValidatePolicy'],
  'rolesanywhere-profile': ['rolesanywhere:ListProfiles', 'iam:GetRole'],
  'ram-permission': ['ram:GetPermission', 'ram:ListResourceTypes'],
} as const satisfies Record<RequestTypeName, string[]>;
const cases = requestTypeNames.flatMap((type) => checks[type].map((check) => [type, check] as const));

async function submitted(type: RequestTypeName): Promise<string> {
  if (type === 'rolesanywhere-profile') await giveSessionRole(world);
  return (await post(world, { body: bodyOf(type) })).body.id;
}

describe.each(cases)('a check that does not answer, for a %s: %s', (type, check) => {
  test.each([
    ['error:InternalFailure', { error: 'InternalFailure', status: 500 }, 'warn'],
    ['error:Throttling', { error: 'Throttling', status: 400 }, 'warn'],
    ['error:ThrottlingException', { error: 'ThrottlingException', status: 429 }, 'warn'],
    ['error:ServiceUnavailable', { error: 'ServiceUnavailable', status: 503 }, 'warn'],
    // An operator has to mend this one.
    ['error:AccessDenied', { error: 'AccessDenied', status: 403 }, 'error'],
    ['error:AccessDeniedException', { error: 'AccessDeniedException', status: 403 }, 'error'],
  ] as const)('delays the request (%s)', async (_what, fault, level) => {
    const id = await submitted(type);
    world.desk.fail(check, fault);
    await expect(validate(id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('submitted');
    expect(await eventTypes(world, id)).toEqual(['request.submitted']);
    expect(world.log.lines).toHaveLength(1);
    expect(world.log.lines[0]).toMatch(new RegExp(`^${level} .*${id}`));
    world.desk.heal();
    await validate(id);
    expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.validated']);
  });
});

test.each(['crash-before', 'crash-after'] as const)(
  'a %s in a check leaves nothing behind',
  async (fault) => {
    const id = await submitted('iam-role');
    world.desk.fail('accessanalyzer:ValidatePolicy', fault);
    await expect(validate(id)).rejects.toThrow('The process is gone');
    await validate(id);
    expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.validated']);
  },
);

test('a verdict that was appended without an answer is not given twice', async () => {
  const id = await submitted('iam-role');
  world.desk.fail('dynamodb:PutItem', 'crash-after');
  await expect(validate(id)).rejects.toThrow('The process is gone');
  await validate(id);
  expect(await eventTypes(world, id)).toEqual(['request.submitted', 'request.validated']);
});
