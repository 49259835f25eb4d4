import { setTimeout } from 'node:timers/promises';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import type { Client } from './client.ts';
import { NeverHappened } from './eventually.ts';
import { aName, submission } from './submissions.ts';

const maxMilliseconds = 60_000;

/** Takes a request to its end however often something fails on the way: submits with a key, approves as bob. */
export function drive(client: Client, type: RequestTypeName): Promise<string> {
  const driven = submitAtLast(client, type).then((id) => approveAtLast(client, id));
  // Whoever awaits it later sees the failure; until then it is not an unhandled one.
  driven.catch(() => undefined);
  return driven;
}

/** As a client does that has an Idempotency-Key: again until it is accepted. */
async function submitAtLast(client: Client, type: RequestTypeName): Promise<string> {
  const [body, headers] = [submission(type), { 'idempotency-key': aName('key') }];
  for (;;) {
    const { status, text } = await client.call('POST', '/requests', { body, headers });
    if (status === 202) return JSON.parse(text).id;
    if (status < 500) throw new Error(`Not accepted: ${status} ${text}`);
    await setTimeout(50);
  }
}

/** As bob does: clicks, again if need be, until the request is created. */
async function approveAtLast(client: Client, id: string): Promise<string> {
  const until = Date.now() + maxMilliseconds;
  let ts: string | undefined;
  while (Date.now() < until) {
    const { status, text } = await client.call('GET', `/requests/${id}`);
    const now = status === 200 ? JSON.parse(text).status : undefined;
    if (now === 'created') return id;
    if (now === 'pending') ts ??= (await client.cards(id))[0]?.ts;
    if (now === 'pending' && ts) await client.clickCard(ts, { user: 'U0BOB', action: 'approve' });
    await setTimeout(150);
  }
  const { text } = await client.call('GET', `/requests/${id}/audit`);
  throw new NeverHappened(`${id} is not created: ${text}`);
}
