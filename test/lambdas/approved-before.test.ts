import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { emptyChain, hashOf } from '../../domain/trail/chain.ts';
import type { TrailEvent } from '../../domain/trail/events.ts';
import { itemOf } from '../../lambdas/store/trail-items.ts';
import { approved, create, loaded } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

/** Stores the trail of a request as release 0.2 wrote it: schema version 2, with hashes of its own. */
async function asBefore(id: string): Promise<void> {
  let previousHash = emptyChain.hash;
  for (const event of await world.trail.events(id)) {
    const older: TrailEvent = { ...event, schemaVersion: 2, previousHash };
    previousHash = hashOf(older);
    const Item = itemOf({ ...older, hash: previousHash });
    await world.doubles.dynamodb.call('PutItem', { TableName: 'AuditTrail', Item });
  }
}

describe('what an earlier release planned and approved', () => {
  test.each(requestTypeNames)('is created by this one: %s', async (type) => {
    const id = await approved(world, type);
    await asBefore(id);
    expect(await loaded(world, id)).toMatchObject({ status: 'approved', planVersion: 2 });
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
  });

  test('says nothing about policies: a role that somebody gave one meanwhile is as approved', async () => {
    const id = await approved(world, 'iam-role');
    await asBefore(id);
    await createByHandWithPolicy(id);
    await create(world, id);
    expect((await loaded(world, id)).status).toBe('created');
  });
});

test('a role of this release that somebody gave a policy meanwhile differs, and stays as it is', async () => {
  const id = await approved(world, 'iam-role');
  const RoleName = await createByHandWithPolicy(id);
  await create(world, id).catch(() => {});
  expect(await loaded(world, id)).toMatchObject({ status: 'failed', failure: { code: 'differs' } });
  const listed = await world.doubles.iam.call('ListRolePolicies', { RoleName });
  expect(listed).toMatchObject({ PolicyNames: ['by-hand'] });
});

/** The role as it was planned, with a policy that was not. Returns its name. */
async function createByHandWithPolicy(id: string): Promise<unknown> {
  const { parameters = {} } = (await loaded(world, id)).plan[0] ?? {};
  const { RoleName } = parameters;
  await world.doubles.iam.call('CreateRole', parameters);
  const Statement = [
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:111122223333:jobs' },
  ];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await world.doubles.iam.call('PutRolePolicy', { RoleName, PolicyName: 'by-hand', PolicyDocument });
  return RoleName;
}
