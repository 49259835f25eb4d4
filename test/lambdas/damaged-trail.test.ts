import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getAuditTrail } from '../../lambdas/get-audit-trail.ts';
import { getRequest } from '../../lambdas/get-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { approved, call, cancel, create, pending } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

/** What somebody who may write puts in the place of an event. */
const damages = {
  'a detail that is no JSON': { detail: { S: 'not JSON' } },
  'a detail off schema': { detail: { S: '{"surprise":true}' } },
  'another type': { type: { S: 'request.forged' } },
  'no hash': { hash: { NULL: true } },
  'bytes and sets': { at: { B: 'AQ==' }, actor: { SS: ['a', 'b'] } },
} as const;
const names = Object.keys(damages).filter((name): name is keyof typeof damages => name in damages);

async function damage(id: string, seq: number, how: object) {
  const { dynamodb } = world.doubles;
  const Key = { requestId: { S: id }, seq: { N: String(seq) } };
  const { Item } = { Item: {}, ...(await dynamodb.call('GetItem', { TableName: 'AuditTrail', Key })) };
  await dynamodb.call('PutItem', { TableName: 'AuditTrail', Item: { ...Item, ...Key, ...how } });
}

const event = (path: string, id: string) => apiEvent({ path, pathParameters: { id } });
const audit = (id: string) => call(getAuditTrail, event(`/requests/${id}/audit`, id), world, world.context);
const get = (id: string) => call(getRequest, event(`/requests/${id}`, id), world, world.context);

describe.each(names)('a trail in which somebody left %s', (name) => {
  test('is shown as it is, and said to be invalid', async () => {
    const id = await pending(world);
    await damage(id, 2, damages[name]);
    const { status, body } = await audit(id);
    expect(status).toBe(200);
    expect(body.chain).toMatchObject({ valid: false, length: 3 });
    expect(body.events).toHaveLength(3);
    expect(body.events[0]).toMatchObject({ requestId: id, seq: 1, type: 'request.submitted' });
    expect(world.metrics.sum('TrailsDamaged')).toBe(1);
  });

  test('is named where the request is asked for or acted upon, without what it holds', async () => {
    const id = await pending(world);
    await damage(id, 2, damages[name]);
    for (const answer of [await get(id), await cancel(world, id)]) {
      expect(answer.status).toBe(500);
      expect(answer.body).toMatchObject({ type: 'urn:countersign:problem:trail-damaged' });
    }
    expect(world.metrics.sum('TrailsDamaged')).toBe(2);
    expect(world.log.lines.filter((line) => line.startsWith('error'))).toHaveLength(2);
    expect(world.log.lines.join()).not.toContain('not JSON');
  });
});

test('a trail whose events are events, but not those that were written, is invalid and creates nothing', async () => {
  const id = await approved(world);
  const detail = JSON.stringify({
    expiresAt: '2027-11-05T09:00:00.000Z',
    channel: 'C0APPROVALS',
    required: 1,
  });
  await damage(id, 3, { detail: { S: detail } });
  expect((await audit(id)).body.chain.valid).toBe(false);
  await expect(create(world, id)).rejects.toThrow('the trail was changed');
  expect(world.doubles.iam.snapshot().roles).toEqual([]);
  expect(world.metrics.sum('TrailsDamaged')).toBe(2);
  expect(world.metrics.sum('RequestsFailed digest-mismatch')).toBe(1);
});
