import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { killSwitchParameter } from '../../domain/aws/own-resources.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { configurationWith } from '../support/configuration.ts';
import { approved, create, eventTypes, loaded } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const throttled = { error: 'ThrottlingException', status: 429 };
const operation = 'rolesanywhere:CreateProfile';

let world: World;
beforeEach(async () => {
  world = await newWorld(configurationWith(), { limit: true });
});
afterEach(() => world.close());

const profiles = () => world.doubles.rolesanywhere.snapshot().profiles;
const attempts = async (id: string) =>
  (await eventTypes(world, id)).filter((type) => type === 'creation.attempted').length;
/** A profile that people took a second to approve. */
async function approvedProfile(): Promise<string> {
  const id = await approved(world, 'rolesanywhere-profile');
  world.clock.pass(1);
  return id;
}

/** Seconds that something takes by the clock of the world. */
async function lasting(work: () => Promise<unknown>): Promise<number> {
  const from = Date.parse(world.clock.now());
  await work();
  return (Date.parse(world.clock.now()) - from) / 1000;
}

/** Profiles of the requested name, made by hand just now. */
async function makeNamesakes(count: number): Promise<void> {
  const { name } = submissions['rolesanywhere-profile'].example.parameters;
  for (let made = 0; made < count; made++) {
    await world.doubles.rolesanywhere.call('CreateProfile', { name, roleArns: [] });
    world.clock.pass(1);
  }
}

describe('a profile, at one request a second', () => {
  test('is created without one that is refused', async () => {
    const id = await approvedProfile();
    expect(await lasting(() => create(world, id))).toBeLessThan(3);
    expect(world.desk.sent.filter((each) => each.startsWith('rolesanywhere:')).toSorted()).toEqual([
      operation,
      'rolesanywhere:GetProfile',
      // Of the validation, which looks for namesakes.
      'rolesanywhere:ListProfiles',
      'rolesanywhere:ListTagsForResource',
    ]);
    expect(profiles()).toHaveLength(1);
  });

  test('whose creation is throttled is sent again by the same invocation, as the same attempt', async () => {
    const id = await approvedProfile();
    world.desk.fail(operation, throttled, 5);
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
    expect(await attempts(id)).toBe(1);
    expect(profiles()).toHaveLength(1);
  });

  test('throttled for longer is another attempt on record, which nobody waits before', async () => {
    const id = await approvedProfile();
    world.desk.fail(operation, throttled, 12);
    expect(await lasting(() => create(world, id))).toBeLessThan(25);
    expect((await loaded(world, id)).status).toBe('created');
    expect(await attempts(id)).toBe(2);
    expect(profiles()).toHaveLength(1);
  });

  test('throttled for more than a minute is left to the workflow, and created once', async () => {
    const id = await approvedProfile();
    world.desk.fail(operation, throttled, 1000);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).status).toBe('approved');
    world.desk.heal();
    world.clock.pass(120);
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
    expect(profiles()).toHaveLength(1);
  });

  test('throttled while an operator turns the kill switch is not created', async () => {
    const id = await approvedProfile();
    world.desk.fail(operation, throttled, 15);
    const input = { Name: killSwitchParameter, Value: 'on', Overwrite: true };
    world.desk.before(operation, async () => world.doubles.ssm.call('PutParameter', input));
    await expect(create(world, id)).rejects.toMatchObject({ name: 'CreationPaused' });
    expect(profiles()).toEqual([]);
  });

  test('whose sending was throttled, then lost its answer, is looked for and not sent again', async () => {
    const id = await approvedProfile();
    world.desk.fail(operation, throttled, 2);
    world.desk.fail(operation, 'drop-response');
    await create(world, id);
    expect(await loaded(world, id)).toMatchObject({ status: 'created', result: { adopted: true } });
    expect(profiles()).toHaveLength(1);
  });

  test.each(['crash-before', 'crash-after'] as const)(
    'is found among forty namesakes of the same minute by one invocation after a %s',
    async (fault) => {
      const id = await approvedProfile();
      await makeNamesakes(40);
      world.desk.fail(operation, fault);
      await expect(create(world, id)).rejects.toThrow('The process is gone');
      world.clock.pass(120);
      world.desk.fail('rolesanywhere:ListTagsForResource', throttled, 5);
      expect(await lasting(() => create(world, id))).toBeLessThan(90);
      expect((await loaded(world, id)).status).toBe('created');
      expect(profiles()).toHaveLength(41);
    },
  );
});
