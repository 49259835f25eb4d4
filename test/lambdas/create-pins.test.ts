import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { approved, create, eventTypes, loaded } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const boundary = 'arn:aws:iam::111122223333:policy/countersign-boundary';
const sessionRole = 'arn:aws:iam::111122223333:role/requested/payments-deploy';

/** From now on, IAM answers this operation with something changed. */
function change(operation: string, part: 'Role' | 'Policy', changes: object): void {
  const { iam } = world.doubles;
  const answer = iam.call.bind(iam);
  iam.call = async (asked, input) => {
    const output = await answer(asked, input);
    if (asked !== operation) return output;
    const found = z.looseObject({ [part]: z.looseObject({}) }).parse(output)[part];
    return { [part]: { ...found, ...changes } };
  };
}

/** From now on, IAM knows nothing of what this operation asks for. */
function remove(operation: string): void {
  world.desk.fail(operation, { error: 'NoSuchEntity', status: 404 }, 100);
}

async function expectRefusal(id: string, message: string): Promise<void> {
  await expect(create(world, id)).rejects.toMatchObject({ name: 'CreateRefused' });
  expect(await loaded(world, id)).toMatchObject({
    status: 'failed',
    failure: { code: 'reference-changed', message: expect.stringContaining(message) },
  });
  expect((await eventTypes(world, id)).at(-1)).toBe('creation.refused');
}

describe('what the plan refers to and that changed after validation', () => {
  test('is refused with a boundary of another version', async () => {
    const id = await approved(world, 'iam-role');
    change('GetPolicy', 'Policy', { DefaultVersionId: 'v2' });
    await expectRefusal(id, `${boundary} was v1 and is v2`);
    expect(world.desk.sent).not.toContain('iam:CreateRole');
  });

  test('is refused without its boundary', async () => {
    const id = await approved(world, 'iam-role');
    remove('iam:GetPolicy');
    await expectRefusal(id, `${boundary} was v1 and is gone`);
  });

  test.each([
    [
      'another trust policy',
      { AssumeRolePolicyDocument: '%7B%7D' },
      `the trust policy of ${sessionRole} was sha256:`,
    ],
    ['another role of its name', { RoleId: 'AROAOTHER' }, `${sessionRole} was AROA`],
  ])('is refused with %s', async (_what, changes, message) => {
    const id = await approved(world, 'rolesanywhere-profile');
    change('GetRole', 'Role', changes);
    await expectRefusal(id, message);
    expect(world.doubles.rolesanywhere.snapshot().profiles).toEqual([]);
  });

  test('is refused without its role', async () => {
    const id = await approved(world, 'rolesanywhere-profile');
    remove('iam:GetRole');
    await expectRefusal(id, `${sessionRole} was AROA`);
  });

  test('does not matter to a resource that was created before', async () => {
    const id = await approved(world, 'iam-role');
    world.desk.fail('iam:CreateRole', 'crash-after');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    change('GetPolicy', 'Policy', { DefaultVersionId: 'v2' });
    await create(world, id);
    expect((await eventTypes(world, id)).at(-1)).toBe('resource.adopted');
  });
});

describe('what the plan refers to and that nobody can read now', () => {
  test.each([
    ['iam-role', 'iam:GetPolicy'],
    ['rolesanywhere-profile', 'iam:GetRole'],
  ] as const)('delays a %s', async (type, operation) => {
    const id = await approved(world, type);
    world.desk.fail(operation, { error: 'Throttling', status: 400 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('approved');
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
  });
});
