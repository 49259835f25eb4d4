import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workIndex } from '../../lambdas/store/work-index.ts';
import { workLists } from '../../lambdas/store/work-lists.ts';
import { DynamoDb } from '../../local/doubles/dynamodb/dynamodb.ts';
import { SimulatedDynamoDb } from '../../simulate/dynamodb/dynamodb.ts';
import { UnsupportedExpression } from '../../simulate/dynamodb/expression.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';
import { awsClients } from '../../simulate/world/clients.ts';
import { clientError } from '../../simulate/world/sdk-errors.ts';

const environment = { REQUESTS_TABLE: 'countersign-requests' };
let deployed: Deployment;
let dynalite: DynamoDb;
beforeAll(async () => {
  deployed = await deployment();
  dynalite = new DynamoDb({ meter: { consumed() {} } });
  for (const table of deployed.tables) await dynalite.ensureTable(table);
}, 60_000);
afterAll(() => dynalite.close());

/** What an engine answers, as far as the store reads it. */
async function answerOf(run: () => unknown): Promise<object> {
  try {
    const { Item, Items, Attributes, LastEvaluatedKey } = Object(await run());
    return { Item, Items, Attributes, hasMore: LastEvaluatedKey !== undefined };
  } catch (error) {
    return error instanceof Error ? { error: error.name } : { error };
  }
}

/** A store whose every call goes to both engines, which must agree. */
function storeOnBoth() {
  const simulated = new SimulatedDynamoDb(deployed.tables);
  const clients = awsClients(async (service, operation, input) => {
    const wire: object = JSON.parse(JSON.stringify(input));
    const [ours, theirs] = [
      await answerOf(() => simulated.call(operation, input)),
      await answerOf(() => dynalite.call(operation, wire)),
    ];
    expect({ operation, input: wire, answer: ours }).toEqual({ operation, input: wire, answer: theirs });
    try {
      return await simulated.call(operation, input);
    } catch (error) {
      throw clientError(service, error);
    }
  });
  return { index: workIndex({ clients, environment }), lists: workLists({ clients, environment }) };
}

const time = fc.integer({ min: 0, max: 5 }).map((minutes) => `2026-01-01T00:0${minutes}:00.000Z`);
const order = fc.constantFrom('000001#a', '000001#b', '000002#a');
const step = fc.oneof(
  ...(['open', 'expectVisit', 'claimCard'] as const).map((name) =>
    fc.record({ name: fc.constant(name), at: time }),
  ),
  fc.record({ name: fc.constant('storeToken' as const), at: order }),
  fc.record({ name: fc.constant('storeCard' as const), at: time }),
  fc.record({ name: fc.constant('addStray' as const), at: time }),
  fc.record({ name: fc.constant('cardShows' as const), at: time }),
  fc.record({ name: fc.constant('lists' as const), at: time }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

let runs = 0;

describe('the simulated DynamoDB', () => {
  test('answers the store as dynalite does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const store = storeOnBoth();
        const id = `request-${++runs}`;
        const first = { name: 'open' as const, at: '2026-01-01T00:02:00.000Z' };
        for (const each of [first, ...steps]) await take(store, id, each);
        await store.index.get(id);
        for (const createdAt of [first.at, '2026-01-01T00:03:00.000Z'])
          await store.index.drop({ id, createdAt });
        await store.index.get(id);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('refuses what it does not understand', () => {
    const simulated = new SimulatedDynamoDb(deployed.tables);
    const key = { TableName: 'countersign-requests', Key: { id: { S: 'a' } } };
    for (const input of [
      { ...key, UpdateExpression: 'ADD visits :one' },
      { ...key, UpdateExpression: 'SET a = b + :one' },
      { ...key, UpdateExpression: 'SET a = :a', ConditionExpression: 'size(a) > :b' },
      { ...key, UpdateExpression: 'SET a = :a', Expected: {} },
    ]) {
      const values = { ExpressionAttributeValues: { ':one': { N: '1' }, ':a': { S: '' }, ':b': { N: '1' } } };
      expect(() => simulated.call('UpdateItem', { ...input, ...values })).toThrow(UnsupportedExpression);
    }
  });
});

async function take(
  { index, lists }: ReturnType<typeof storeOnBoth>,
  id: string,
  { name, at }: Step,
): Promise<void> {
  const row = {
    id,
    type: 'iam-role' as const,
    requester: `arn:aws:iam::111122223333:user/${id}`,
    createdAt: at,
  };
  const minute = Number(at.slice(15, 16));
  switch (name) {
    case 'open':
      await index.open(row, { name: `name-of-${id}`, account: '111122223333' }, at);
      break;
    case 'expectVisit':
    case 'claimCard':
      await index[name](id, at);
      break;
    case 'storeToken':
      await index.storeToken(id, `token ${at}`, at);
      break;
    case 'storeCard':
      await index.storeCard(id, { channel: 'C0', ts: at, cardSeq: minute });
      break;
    case 'addStray':
      await index.addStray(id, at);
      break;
    case 'cardShows':
      await index.cardShows(id, minute);
      break;
    default:
      await lists.list({ requester: row.requester, status: undefined, limit: 2, before: undefined });
  }
}
