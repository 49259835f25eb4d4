import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { killSwitchParameter } from '../../domain/aws/own-resources.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { viewOf } from '../../domain/view.ts';
import { approved, create, eventTypes, loaded, visitAll } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const turn = (Value: 'on' | 'off') =>
  world.doubles.ssm.call('PutParameter', { Name: killSwitchParameter, Value, Overwrite: true });
const paused = { name: 'CreationPaused' };
const created = ['creation.resumed', 'resource.created'];

function creations(): string[] {
  return world.desk.sent.filter((operation) => /:(Create|Tag)/.test(operation));
}

describe.each(requestTypeNames)('while the kill switch is on, an approved %s', (type) => {
  test('waits, says so once, and is created when the switch is off again', async () => {
    const id = await approved(world, type);
    await turn('on');
    const before = creations();
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(create(world, id)).rejects.toMatchObject(paused);
    expect(creations()).toEqual(before);
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'creation.paused',
      actor: { kind: 'system', id: 'executor' },
      detail: { parameter: killSwitchParameter, version: 2 },
    });
    await turn('off');
    await create(world, id);
    const types = (await eventTypes(world, id)).filter((each) => each !== 'creation.attempted');
    expect(types.slice(types.indexOf('creation.paused') + 1)).toEqual(created);
  });

  test('is recorded, not created again, if it was there before', async () => {
    const id = await approved(world, type);
    const operation = { 'iam-role': 'iam:CreateRole', 'iam-policy': 'iam:CreatePolicy' };
    const others = {
      'rolesanywhere-profile': 'rolesanywhere:CreateProfile',
      'ram-permission': 'ram:CreatePermission',
    };
    world.desk.fail({ ...operation, ...others }[type], 'crash-after');
    await expect(create(world, id)).rejects.toThrow('The process is gone');
    await turn('on');
    await create(world, id);
    expect((await eventTypes(world, id)).at(-1)).toBe('resource.adopted');
  });
});

describe('a creation that an operator paused', () => {
  test('is shown on the card and by the API for as long as it is', async () => {
    const id = await approved(world);
    await turn('on');
    await expect(create(world, id)).rejects.toMatchObject(paused);
    expect(viewOf(await loaded(world, id))).toMatchObject({
      status: 'approved',
      paused: { at: world.clock.now() },
    });
    await visitAll(world, 'open');
    expect(JSON.stringify(world.slack.cards)).toContain('Approved; creation is paused by an operator');
    await turn('off');
    await create(world, id);
    await visitAll(world, 'open');
    expect(viewOf(await loaded(world, id))).not.toHaveProperty('paused');
    expect(JSON.stringify(world.slack.cards)).not.toContain('paused');
  });

  test('is paused a second time when the switch is turned on again before it came to anything', async () => {
    const id = await approved(world);
    await turn('on');
    await expect(create(world, id)).rejects.toMatchObject(paused);
    await turn('off');
    world.desk.fail('iam:CreateRole', { error: 'Throttling', status: 400 });
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    await turn('on');
    await expect(create(world, id)).rejects.toMatchObject(paused);
    const types = await eventTypes(world, id);
    expect(types.filter((each) => each.startsWith('creation.'))).toEqual([
      'creation.paused',
      'creation.resumed',
      'creation.paused',
    ]);
  });

  test('expires a day after the approval like every other', async () => {
    const id = await approved(world);
    await turn('on');
    await expect(create(world, id)).rejects.toMatchObject(paused);
    world.clock.pass(24 * 3600);
    await create(world, id);
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'request.expired',
      detail: { while: 'approved' },
    });
  });

  test('goes on once, whichever of two executors comes first', async () => {
    const id = await approved(world);
    await turn('on');
    await expect(create(world, id)).rejects.toMatchObject(paused);
    await turn('off');
    world.desk.before('dynamodb:PutItem', () => create(world, id));
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await eventTypes(world, id)).slice(-2)).toEqual(created);
    expect(world.doubles.iam.snapshot().roles).toHaveLength(1);
  });
});

describe('a kill switch that cannot be read', () => {
  test.each([
    ['does not answer', { error: 'InternalServerError', status: 500 }],
    ['is not there', { error: 'ParameterNotFound', status: 400 }],
    ['may not be read', { error: 'AccessDeniedException', status: 400 }],
  ])('since it %s, lets nothing be created, and nobody called it paused', async (_what, fault) => {
    const id = await approved(world);
    world.desk.fail('ssm:GetParameter', fault, 9);
    await expect(create(world, id)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect(world.doubles.iam.snapshot().roles).toEqual([]);
    expect((await eventTypes(world, id)).at(-1)).toBe('approval.granted');
  });
});
