import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publishEvents } from '../../lambdas/publish-events.ts';
import { EventBridge } from '../../local/doubles/event-bridge.ts';
import { Desk } from '../support/desk.ts';
import { approved, create, pending } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let bus: EventBridge;
let desk: Desk;
beforeEach(async () => {
  world = await newWorld();
  bus = new EventBridge({ clock: () => new Date(world.clock.now()), newId: world.context.newId });
  desk = new Desk({ events: bus });
});
afterEach(() => world.close());

/** The function, with a client whose calls end at the double. */
function publishing(event: object) {
  const events = new EventBridgeClient({ region: 'us-east-1' });
  events.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve('events', commandName, input),
    { step: 'initialize', priority: 'high' },
  );
  const environment = { ...world.context.environment, EVENT_BUS: 'default' };
  const clients = { ...world.context.clients, events };
  return publishEvents(event, { ...world.context, environment, clients });
}

/** The stream's records of a request's events, of which the mapping lets through what others are told. */
async function recordsOf(...ids: string[]) {
  const trails = await Promise.all(ids.map((id) => world.trail.events(id)));
  return trails.flat().map((event, index) => ({
    eventID: `record-${index}`,
    eventName: 'INSERT',
    dynamodb: {
      ApproximateCreationDateTime: Date.parse(event.at) / 1000,
      SequenceNumber: String(1000 + index),
      Keys: { requestId: { S: event.requestId }, seq: { N: String(event.seq) } },
      NewImage: marshall({ ...event, detail: JSON.stringify(event.detail) }),
    },
  }));
}

const told = () => bus.events().map((event) => event['detail-type']);

describe('publishing', () => {
  test('tells the bus that approvers are asked and how a request ends, each as it was then', async () => {
    const id = await approved(world);
    await create(world, id);
    const done = await publishing({ Records: await recordsOf(id) });
    expect(done).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual(['Approval Requested', 'Request Created']);
    expect(bus.events()).toMatchObject([
      { source: 'countersign', resources: [], detail: { requestId: id, status: 'pending', seq: 3 } },
      { resources: [expect.stringContaining(':role/requested/')], detail: { status: 'created' } },
    ]);
    expect(world.metrics.sum('NoticesPublished')).toBe(2);
  });

  test('asks for the same again with the same id when its answer was lost', async () => {
    const id = await pending(world);
    const Records = await recordsOf(id);
    desk.fail('events:PutEvents', 'drop-response');
    expect(await publishing({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '1000' }] });
    await publishing({ Records });
    const ids = bus.events().map(({ detail }) => Reflect.get(Object(detail), 'id'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('goes on from the first that the bus did not take', async () => {
    const ids = [await pending(world), await pending(world, 'iam-policy')];
    const take = bus.call.bind(bus);
    bus.call = async (operation, input) => {
      const output = await take(operation, input);
      const Entries = [{ EventId: 'taken' }, { ErrorCode: 'ThrottlingException' }];
      return { ...output, Entries, FailedEntryCount: 1 };
    };
    expect(await publishing({ Records: await recordsOf(...ids) })).toEqual({
      batchItemFailures: [{ itemIdentifier: '1005' }],
    });
  });

  test('sends ten at a time, however many there are', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) ids.push(await pending(world, 'ram-permission'));
    const records = (await recordsOf(...ids)).filter(({ dynamodb }) => dynamodb.Keys.seq.N === '3');
    await publishing({ Records: records });
    expect(told()).toHaveLength(12);
    expect(desk.sent).toEqual(['events:PutEvents', 'events:PutEvents']);
  });

  test('waits while the trail cannot be read', async () => {
    const id = await pending(world);
    const Records = await recordsOf(id);
    world.desk.fail('dynamodb:Query', { error: 'InternalServerError', status: 500 }, 9);
    expect(await publishing({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '1000' }] });
    expect(told()).toEqual([]);
  });

  test('leaves out a trail that makes no sense, and tells of the others', async () => {
    const [broken, sound] = [await pending(world), await pending(world, 'iam-policy')];
    const Records = await recordsOf(broken, sound);
    await world.doubles.dynamodb.call('DeleteItem', {
      TableName: 'AuditTrail',
      Key: { requestId: { S: broken }, seq: { N: '1' } },
    });
    expect(await publishing({ Records })).toEqual({ batchItemFailures: [] });
    expect(bus.events()).toMatchObject([{ detail: { requestId: sound } }]);
    expect(world.metrics.sum('NoticesDropped')).toBeGreaterThan(0);
  });
});
