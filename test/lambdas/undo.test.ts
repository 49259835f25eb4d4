import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { requestIdTag } from '../../domain/plan.ts';
import { viewOf } from '../../domain/view.ts';
import { removeIamRole } from '../../lambdas/remove-iam-role.ts';
import { retryRequest } from '../../lambdas/retry-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { approved, call, eventTypes, isSettled, loaded, outcome, visitAll } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const reason = { code: 'MalformedPolicyDocument', message: 'The policy is not valid.' };

let world: World;
let id: string;
let RoleName: string;
beforeEach(async () => {
  world = await newWorld();
  id = await approved(world);
  const { plan, head, summary } = await loaded(world, id);
  RoleName = summary.name;
  await world.doubles.iam.call('CreateRole', plan[0]?.parameters ?? {});
  await world.doubles.iam.call('PutRolePolicy', { RoleName, PolicyName: 'one', PolicyDocument: policy });
  const at = world.clock.now();
  const detail = { operation: 'PutRolePolicy', reason };
  await world.trail.append(
    id,
    { type: 'resource.failed', actor: { kind: 'system', id: 'executor' }, at, detail },
    head,
  );
  await outcome(world, id);
});
afterEach(() => world.close());

/** The state "Remove IAM role". */
function remove(retryCount = 0, enteredAt = world.clock.now()) {
  const { iam: target } = world.context.clients;
  const context = { ...world.context, clients: { ...world.context.clients, target } };
  return world.desk.invoke(() => removeIamRole({ requestId: id, enteredAt, retryCount }, context));
}
const roles = () => world.doubles.iam.snapshot().roles;
const retry = () =>
  call(
    retryRequest,
    apiEvent({ path: `/requests/${id}/retry`, pathParameters: { id } }),
    world,
    world.context,
  );

/** A creating function that was at work when the failure was recorded is over. */
function passTimeout(): void {
  world.clock.pass(61);
}

/** Removes, and looks again once everything shows. */
async function removeAll(): Promise<void> {
  const enteredAt = world.clock.now();
  await expect(remove(0, enteredAt)).rejects.toThrow('was removed just now');
  world.clock.pass(world.context.configuration.settleSeconds);
  await remove(1, enteredAt);
}

describe('what a creation had made when it failed', () => {
  test('is removed whole, and then the request can be tried again', async () => {
    await world.doubles.iam.call('CreateInstanceProfile', { InstanceProfileName: 'machine' });
    await world.doubles.iam.call('AddRoleToInstanceProfile', { InstanceProfileName: 'machine', RoleName });
    expect(await retry()).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('not-retryable') },
    });
    passTimeout();
    await removeAll();
    expect(roles()).toEqual([]);
    expect((await eventTypes(world, id)).at(-1)).toBe('creation.undone');
    const request = await loaded(world, id);
    expect(viewOf(request).undo).toEqual({ at: expect.any(String), removed: [request.summary.resource] });
    expect(await retry()).toMatchObject({ status: 200, body: { status: 'approved' } });
  });

  test('is not touched while a creating function may still be at work', async () => {
    await expect(remove()).rejects.toThrow('Something may still be created until');
    expect(roles()).toHaveLength(1);
  });

  test('is cut off before anything else happens to it', async () => {
    passTimeout();
    await expect(remove()).rejects.toThrow('was removed just now');
    const sent = world.desk.sent.filter((each) => /^iam:(Attach|Detach|Delete)/.test(each));
    expect(sent).toEqual(
      ['AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy', 'DeleteRole'].map((name) => `iam:${name}`),
    );
  });

  test('is gone only once nothing was seen of it for as long as changes may take to show', async () => {
    passTimeout();
    await expect(remove()).rejects.toThrow('was removed just now');
    await expect(remove(1)).rejects.toThrow('may show until');
    expect(await eventTypes(world, id)).not.toContain('creation.undone');
  });

  test('goes on where an attempt died', async () => {
    passTimeout();
    const enteredAt = world.clock.now();
    world.desk.fail('iam:DeleteRolePolicy', 'crash-after');
    await expect(remove(0, enteredAt)).rejects.toThrow('The process is gone');
    world.clock.pass(world.context.configuration.settleSeconds);
    await expect(remove(1, enteredAt)).rejects.toThrow('was removed just now');
    world.clock.pass(world.context.configuration.settleSeconds);
    await remove(2, enteredAt);
    expect(roles()).toEqual([]);
  });

  test('that somebody removed by hand is gone as well', async () => {
    await world.doubles.iam.call('DeleteRolePolicy', { RoleName, PolicyName: 'one' });
    await world.doubles.iam.call('DeleteRole', { RoleName });
    passTimeout();
    const enteredAt = world.clock.now();
    world.clock.pass(world.context.configuration.settleSeconds);
    await remove(1, enteredAt);
    expect((await eventTypes(world, id)).at(-1)).toBe('creation.undone');
  });
});

describe("what is not this request's", () => {
  test("is left alone: another request's of the same name, since made", async () => {
    await world.doubles.iam.call('TagRole', { RoleName, Tags: [{ Key: requestIdTag, Value: 'another' }] });
    passTimeout();
    const enteredAt = world.clock.now();
    world.clock.pass(world.context.configuration.settleSeconds);
    await remove(1, enteredAt);
    expect(roles()).toHaveLength(1);
  });

  test('and what nobody can tell, since the tag is gone, is left to people, and said', async () => {
    await world.doubles.iam.call('UntagRole', { RoleName, TagKeys: [requestIdTag] });
    passTimeout();
    await expect(remove()).rejects.toThrow('does not carry the tag');
    expect(roles()).toHaveLength(1);
    expect((await loaded(world, id)).undo?.problem?.reason.code).toBe('untagged');
  });
});

describe('a removal that does not succeed', () => {
  test('is said once a reason, with what remains, on the card and in the thread, and tried again', async () => {
    passTimeout();
    world.desk.fail('iam:DeleteRole', { error: 'UnmodifiableEntity' }, 2);
    await expect(remove()).rejects.toThrow('UnmodifiableEntity');
    await expect(remove()).rejects.toThrow('UnmodifiableEntity');
    const said = (await eventTypes(world, id)).filter((type) => type === 'creation.undo-failed');
    expect(said).toHaveLength(1);
    const request = await loaded(world, id);
    expect(request.undo?.problem).toMatchObject({ remains: [request.summary.resource] });
    expect(await retry()).toMatchObject({ status: 409 });
    await visitAll(world);
    expect(world.slack.replies.map(({ text }) => text).join('\n')).toContain('could not be removed');
    await removeAll();
    await visitAll(world);
    world.clock.pass(120);
    await visitAll(world);
    expect(await isSettled(world, id)).toBe(true);
  });

  test('is tried again before anything is said, where it may pass', async () => {
    passTimeout();
    world.desk.fail('iam:DeleteRole', { error: 'DeleteConflict' }, 3);
    await expect(remove(0)).rejects.toMatchObject({ name: 'TransientFailure' });
    await expect(remove(1)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect((await loaded(world, id)).undo?.problem).toBeUndefined();
    await expect(remove(2)).rejects.toMatchObject({ name: 'RemovalFailed' });
    expect((await loaded(world, id)).undo?.problem?.reason.code).toBe('DeleteConflict');
  });
});

describe('the reconciler', () => {
  const started = () => world.engine.names.filter((name) => name.includes('-end-'));

  test('starts the removal once it may begin, named by the events it begins after, and one at a time', async () => {
    await visitAll(world, 'open');
    expect(started()).toEqual([]);
    passTimeout();
    await visitAll(world);
    const { head } = await loaded(world, id);
    const name = `${id}-end-${head.length}`;
    expect(started()).toEqual([name]);
    await visitAll(world, 'open');
    expect(started()).toEqual([name]);
    world.engine.end(name, 'FAILED');
    await visitAll(world, 'open');
    expect(started()).toEqual([name, `${name}-2`]);
  });

  test('comes ever more seldom, and no more once it is undone', async () => {
    passTimeout();
    await visitAll(world);
    const first = (await world.index.get(id))?.dueAt ?? '';
    world.clock.pass((Date.parse(first) - Date.parse(world.clock.now())) / 1000);
    await visitAll(world);
    const second = (await world.index.get(id))?.dueAt ?? '';
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(60_000);
    await removeAll();
    world.clock.pass(600);
    await visitAll(world);
    world.clock.pass(600);
    await visitAll(world);
    expect(await isSettled(world, id)).toBe(true);
  });
});
