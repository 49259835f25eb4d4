import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type RequestTypeName, requestTypeNames } from '../../../domain/request-types/names.ts';
import { recomputed } from '../support/canonical.ts';
import type { Client } from '../support/client.ts';
import { drive } from '../support/drive.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';

/** What a service answers when it has trouble of its own. */
const troubles: Readonly<Record<string, string>> = {
  dynamodb: 'InternalServerError',
  states: 'InternalFailure',
  iam: 'ServiceFailure',
  ram: 'ServerInternalException',
  rolesanywhere: 'InternalFailure',
  secretsmanager: 'InternalServiceError',
  accessanalyzer: 'InternalServerException',
  ssm: 'InternalServerError',
  events: 'InternalException',
  slack: '503',
};
const faults: ((service: string) => string)[] = [
  () => 'crash-before',
  () => 'crash-after',
  () => 'drop-response',
  () => 'delay:400',
  (service) => `error:${troubles[service]}`,
];

/** Every ninth pair of call and fault; COUNTERSIGN_FAULTS=all takes every pair. */
const stride = process.env.COUNTERSIGN_FAULTS === 'all' ? 1 : 9;
/** How many faults may wait for their call; more would hit one step again and again, which then backs off. */
const maxWaiting = 4;

interface Hit {
  service: string;
  operation: string;
  fault: string;
}

/** Every call that the main way makes goes wrong: a request of the type that makes it is under way each time. */
export function faultSuite(stack: Running): void {
  describe('whatever call goes wrong, in whatever way', () => {
    test('every request ends created, once', async () => {
      const { client } = stack;
      const requests: { type: RequestTypeName; id: Promise<string> }[] = [];
      const reconciler = repeatedly(() => client.call('POST', '/_local/reconcile'));
      for (const [index, { service, operation, fault }] of (await hits(client)).entries()) {
        await client.fault(service, operation, fault);
        const type = typeThatCalls(operation) ?? requestTypeNames[index % 4] ?? 'iam-role';
        requests.push({ type, id: drive(client, type) });
        await fewWaiting(client);
      }
      const ids = await Promise.all(requests.map(({ id }) => id));
      await client.clearFaults();
      await reconciler.stop();
      await client.reconcile();
      for (const [index, { type }] of requests.entries()) await expectOnce(client, ids[index] ?? '', type);
    }, 240_000);
  });
}

/** What the requests before have called, as the meter counted it, with what is to go wrong. */
async function hits(client: Client): Promise<Hit[]> {
  const { awsCalls, slackCalls } = await client.meter();
  const calls = [...Object.keys(awsCalls), ...Object.keys(slackCalls).map((method) => `slack:${method}`)];
  return faults.flatMap((faultOf, kind) =>
    calls.flatMap((call, place) => {
      const [service = '', operation = ''] = call.split(':');
      return (kind + place) % stride === 0 ? [{ service, operation, fault: faultOf(service) }] : [];
    }),
  );
}

function typeThatCalls(operation: string): RequestTypeName | undefined {
  if (/Role$/.test(operation)) return 'iam-role';
  if (/Polic|ValidatePolicy/.test(operation)) return 'iam-policy';
  if (/Profile|ListTags/.test(operation)) return 'rolesanywhere-profile';
  return /Permission|ResourceType/.test(operation) ? 'ram-permission' : undefined;
}

/** Waits a little; a function that remembers an answer may not make its call for a while. */
async function fewWaiting(client: Client): Promise<void> {
  for (let round = 0; round < 30; round++) {
    const { text } = await client.call('GET', '/_local/faults');
    if (JSON.parse(text).length < maxWaiting) return;
    await setTimeout(50);
  }
}

function repeatedly(work: () => Promise<unknown>): { stop: () => Promise<void> } {
  let stopped = false;
  const loop = async () => {
    while (!stopped) {
      await work();
      await setTimeout(500);
    }
  };
  const ended = loop();
  return {
    stop: () => {
      stopped = true;
      return ended;
    },
  };
}

async function expectOnce(client: Client, id: string, type: RequestTypeName): Promise<void> {
  const trail = await client.trail(id);
  expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
  const types = trail.events.map((event) => event.type);
  const ends = types.filter((each) => each.startsWith('resource.'));
  expect([id, ends]).toEqual([id, [expect.stringMatching(/^resource\.(created|adopted)$/)]]);
  expect(types.filter((each) => each === 'approval.granted')).toHaveLength(1);
  expect(resourcesOf(await client.resources(), type, id)).toHaveLength(1);
  const cards = await client.cards(id);
  expect(cards.length).toBeGreaterThanOrEqual(1);
  expect(cards.length).toBeLessThanOrEqual(2);
  for (const card of cards) expect([id, card.text]).toEqual([id, expect.stringContaining('is created')]);
}
