import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { principals } from '../support/people.ts';
import {
  approved,
  ask,
  cancel,
  click,
  eventTypes,
  loaded,
  outcome,
  pending,
  post,
  visitAll,
} from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

describe('a cancellation', () => {
  test('by the requester ends the request and lets its workflow go on', async () => {
    const id = await pending(world);
    const { status, body } = await cancel(world, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'cancelled' });
    expect(world.engine.resumed).toEqual([{ taskToken: `token-of-${id}`, output: { status: 'cancelled' } }]);
    await outcome(world, id);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).not.toContain('"approve"');
  });

  test('before validation leaves nothing for the workflow to do', async () => {
    const { body } = await post(world);
    expect(await cancel(world, body.id)).toMatchObject({ status: 200 });
    await ask(world, body.id);
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'cancelled' } }]);
    expect(world.slack.posted).toEqual([]);
  });

  test.each([principals.bob, principals.shared])('by somebody else is refused: %s', async (caller) => {
    const id = await pending(world);
    expect(await cancel(world, id, caller)).toMatchObject({
      status: 403,
      body: { type: 'urn:countersign:problem:not-yours' },
    });
    expect((await loaded(world, id)).status).toBe('pending');
  });

  test('of what is decided is refused', async () => {
    const id = await approved(world);
    expect(await cancel(world, id)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:already-decided' },
    });
  });

  test('of nothing is refused', async () => {
    expect(await cancel(world, '00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 });
  });

  test('that meets an approval in the same instant: whichever is first counts', async () => {
    const id = await pending(world);
    world.desk.before('dynamodb:PutItem', () => click(world, id, 'bob'));
    expect(await cancel(world, id)).toMatchObject({ status: 409 });
    expect(await eventTypes(world, id)).not.toContain('request.cancelled');
  });

  test('succeeds although Step Functions does not answer, and the reconciler resumes', async () => {
    const id = await pending(world);
    world.desk.fail('states:SendTaskSuccess', { error: 'ThrottlingException' });
    expect(await cancel(world, id)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(world.engine.resumed).toEqual([]);
    world.clock.pass(61);
    await visitAll(world);
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'cancelled' } }]);
  });

  test('that crashes before the workflow is resumed is resumed within a minute', async () => {
    const id = await pending(world);
    world.desk.fail('states:SendTaskSuccess', 'crash-before');
    await expect(cancel(world, id)).rejects.toThrow('The process is gone');
    world.clock.pass(61);
    expect((await visitAll(world)).done).toMatchObject([{ id, actions: ['resumed', 'shown'] }]);
  });
});
