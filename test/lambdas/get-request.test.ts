import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getAuditTrail } from '../../lambdas/get-audit-trail.ts';
import { getRequest } from '../../lambdas/get-request.ts';
import { apiEvent } from '../support/api-event.ts';
import { principals } from '../support/people.ts';
import { approved, call, create, deny, pending, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const get = (id: string) =>
  call(getRequest, apiEvent({ path: `/requests/${id}`, pathParameters: { id } }), world, world.context);
const audit = (id: string) =>
  call(
    getAuditTrail,
    apiEvent({ path: `/requests/${id}/audit`, pathParameters: { id } }),
    world,
    world.context,
  );

describe('one request', () => {
  test('as it was submitted says everything but what validation adds', async () => {
    const { body } = await post(world);
    const { status, body: shown } = await get(body.id);
    expect(status).toBe(200);
    expect(shown).toMatchObject({
      ...{ id: body.id, type: 'iam-role', status: 'submitted', requester: principals.alice },
      ...{ justification: bodyOf('iam-role').justification, parameters: bodyOf('iam-role').parameters },
      plan: [{ operation: 'CreateRole', account: '111122223333', region: 'us-east-1' }],
      ...{ decisions: [], createdAt: body.createdAt, updatedAt: body.createdAt },
    });
    for (const later of ['risk', 'findings', 'quorum', 'expiresAt', 'result', 'failure']) {
      expect(shown).not.toHaveProperty(later);
    }
  });

  test('that waits says what for and until when', async () => {
    const { body } = await get(await pending(world));
    expect(body).toMatchObject({
      status: 'pending',
      risk: 'low',
      findings: [],
      quorum: { counted: 0, required: 1 },
    });
    expect(body.expiresAt).toBe('2026-11-05T09:00:00.000Z');
  });

  test('that was denied says by whom and why', async () => {
    const id = await pending(world);
    await deny(world, id, 'carol', 'Use the shared role.');
    const { body } = await get(id);
    expect(body.status).toBe('denied');
    expect(body.decisions).toEqual([
      { verdict: 'deny', approver: 'U0CAROL', at: world.clock.now(), reason: 'Use the shared role.' },
    ]);
  });

  test('that was created says what', async () => {
    const id = await approved(world);
    await create(world, id);
    const { body } = await get(id);
    const arn = 'arn:aws:iam::111122223333:role/requested/payments-deploy';
    expect(body).toMatchObject({ status: 'created', result: { arn }, quorum: { counted: 1, required: 1 } });
  });

  test.each(['', 'x', '../../etc', '00000000-0000-4000-8000-000000000000', '__proto__'])(
    'with the id %j does not exist',
    async (id) => {
      expect(await get(id)).toMatchObject({
        status: 404,
        body: { type: 'urn:countersign:problem:not-found' },
      });
      expect(await audit(id)).toMatchObject({ status: 404 });
    },
  );
});

describe('an audit trail', () => {
  test('holds each event as it was hashed, in one chain', async () => {
    const id = await approved(world);
    await create(world, id);
    const { body } = await audit(id);
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual([
      ...['request.submitted', 'request.validated', 'approval.requested', 'approval.granted'],
      'resource.created',
    ]);
    expect(body.chain).toEqual({ valid: true, length: 5, head: body.events[4].hash });
  });

  test('that somebody overwrote is not valid', async () => {
    const id = await pending(world);
    const [first] = await world.trail.events(id);
    const item = { requestId: { S: id }, seq: { N: '1' } };
    const { Item } = await getItem(item);
    const changed = { ...Item, detail: { S: Item.detail.S.replace('PAY-1234', 'PAY-9999') } };
    await world.doubles.dynamodb.call('PutItem', { TableName: 'AuditTrail', Item: changed });
    const { body } = await audit(id);
    expect(body.chain).toMatchObject({ valid: false, length: 3 });
    expect(body.events[0].hash).toBe(first?.hash);
  });
});

/** The stored item, as DynamoDB's own JSON. */
async function getItem(Key: object) {
  const answer = await world.doubles.dynamodb.call('GetItem', { TableName: 'AuditTrail', Key });
  return JSON.parse(JSON.stringify(answer));
}
