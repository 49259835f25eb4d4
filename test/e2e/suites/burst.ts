import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

/** The local Slack takes 20 at once, and then one card a second. */
const size = Number(process.env.COUNTERSIGN_BURST ?? 32);

/** More submissions at once than Slack takes messages; other tests run while the rest is posted. */
export function burstSuite(stack: Running): { begin: () => void; end: () => void } {
  const ids: string[] = [];
  let posting: Promise<void> | undefined;
  /** What the schedule does once a minute, without the minute. */
  const postAll = async () => {
    const until = Date.now() + (size + 60) * 1000;
    while ((await without(stack.client, ids)).length > 0 && Date.now() < until) {
      await stack.client.reconcile();
      await setTimeout(500);
    }
  };
  const begin = () =>
    test(`a burst of ${size} submissions is accepted`, async () => {
      const posts = await Promise.all(Array.from({ length: size }, () => stack.client.submit(submission())));
      ids.push(...posts.map(({ id }) => id));
      expect(new Set(ids).size).toBe(size);
      posting = postAll();
    });
  const end = () =>
    describe('a burst of submissions', () => {
      test(
        'ends with a card each, posted once, and no failed workflow',
        async () => {
          const { client } = stack;
          await posting;
          expect(await without(client, ids)).toEqual([]);
          for (const id of ids) {
            expect([id, (await client.cards(id)).length]).toEqual([id, 1]);
            expect(await client.executions(id)).toEqual([expect.objectContaining({ status: 'RUNNING' })]);
            expect((await client.view(id)).status).toBe('pending');
          }
        },
        120_000 + size * 2000,
      );
    });
  return { begin, end };
}

/** The requests that have no card yet. */
async function without(client: Client, ids: readonly string[]): Promise<string[]> {
  const shown = new Set((await client.messages()).map(({ requestId }) => requestId));
  return ids.filter((id) => !shown.has(id));
}
