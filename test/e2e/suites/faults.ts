import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type RequestTypeName, requestTypeNames } from '../../../domain/request-types/names.ts';
import { recomputed } from '../support/canonical.ts';
import type { Client } from '../support/client.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { aName, submission } from '../support/submissions.ts';

/** What a service answers when it has trouble of its own. */
const troubles: Readonly<Record<string, string>> = {
  dynamodb: 'InternalServerError',
  states: 'InternalFailure',
  iam: 'ServiceFailure',
  ram: 'ServerInternalException',
  rolesanywhere: 'InternalFailure',
  secretsmanager: 'InternalServiceError',
  accessanalyzer: 'InternalServerException',
  slack: '503',
};
const kinds: [string, (service: string) => string][] = [
  ['crash-before', () => 'crash-before'],
  ['crash-after', () => 'crash-after'],
  ['drop-response', () => 'drop-response'],
  ['delay', () => 'delay:400'],
  ['error', (service) => `error:${troubles[service]}`],
];

/** Every call that the main way makes goes wrong once in every way, over requests of all types at the same time. */
export function faultSuite(stack: Running): void {
  afterEach(() => stack.client.clearFaults());

  describe('whatever call goes wrong once', () => {
    test.each(kinds)(
      'by %s, every request ends created, once',
      async (_kind, faultOf) => {
        const { client } = stack;
        for (const [service, operation] of await callsOfTheMainWay(client)) {
          await client.fault(service, operation, faultOf(service));
        }
        const types = [...requestTypeNames, ...requestTypeNames];
        const ids = await Promise.all(types.map((type) => submitAtLast(client, type)));
        await Promise.all(ids.map((id) => approveAtLast(client, id)));
        const left = await client.call('GET', '/_local/faults');
        await client.clearFaults();
        await client.reconcile();
        for (const [index, id] of ids.entries()) await expectOnce(client, id, types[index] ?? 'iam-role');
        expect(JSON.parse(left.text).length).toBeLessThan(4);
      },
      60_000,
    );
  });
}

/** What the requests before have called, as the meter counted it. */
async function callsOfTheMainWay(client: Client): Promise<[string, string][]> {
  const { awsCalls, slackCalls } = await client.meter();
  const aws = Object.keys(awsCalls).map((name): [string, string] => {
    const [service = '', operation = ''] = name.split(':');
    return [service, operation];
  });
  return [...aws, ...Object.keys(slackCalls).map((method): [string, string] => ['slack', method])];
}

/** As a client does that has an Idempotency-Key: again until it is accepted. */
async function submitAtLast(client: Client, type: RequestTypeName): Promise<string> {
  const [body, headers] = [submission(type), { 'idempotency-key': aName('key') }];
  for (;;) {
    const { status, text } = await client.call('POST', '/requests', { body, headers });
    if (status === 202) return JSON.parse(text).id;
    expect(status).toBeGreaterThanOrEqual(500);
    await setTimeout(50);
  }
}

/** As bob does: clicks until the card says that it is decided; meanwhile the reconciler does its work. */
async function approveAtLast(client: Client, id: string): Promise<void> {
  const until = Date.now() + 40_000;
  for (let round = 1; Date.now() < until; round++) {
    const { status, text } = await client.call('GET', `/requests/${id}`);
    if (status === 200 && JSON.parse(text).status === 'created') return;
    const [card] = status === 200 && JSON.parse(text).status === 'pending' ? await client.cards(id) : [];
    if (card) await client.clickCard(card.ts, { user: 'U0BOB', action: 'approve' });
    if (round % 10 === 0) await client.call('POST', '/_local/reconcile');
    await setTimeout(100);
  }
  throw new Error(`${id} is not created: ${(await client.call('GET', `/requests/${id}/audit`)).text}`);
}

async function expectOnce(client: Client, id: string, type: RequestTypeName): Promise<void> {
  const trail = await client.trail(id);
  expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
  const ends = trail.events.filter((event) => /^resource\./.test(event.type));
  expect(ends.map((event) => event.type)).toEqual([expect.stringMatching(/^resource\.(created|adopted)$/)]);
  expect(trail.events.filter((event) => event.type === 'approval.granted')).toHaveLength(1);
  expect(resourcesOf(await client.resources(), type, id)).toHaveLength(1);
  const cards = await client.cards(id);
  expect(cards.length).toBeGreaterThanOrEqual(1);
  expect(cards.length).toBeLessThanOrEqual(2);
  for (const card of cards) expect([id, card.text]).toEqual([id, expect.stringContaining('is created')]);
}
