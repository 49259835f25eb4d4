import { expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Client } from '../support/client.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const digestSchema = z.object({
  period: z.object({ from: z.string(), to: z.string() }),
  objects: z.number(),
  signature: z.string().min(1),
});

async function closeDigest(client: Client) {
  const answer = await client.call('POST', '/_local/digest');
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return digestSchema.parse(JSON.parse(answer.text));
}

/** What is archived is signed, period by period. */
export function digestSuite(stack: Running): void {
  test('a digest covers what was archived since the one before', async () => {
    const { client } = stack;
    const { period } = await closeDigest(client);
    await client.pending(submission());
    const next = await closeDigest(client);
    expect(next.period.from).toBe(period.to);
    // Submitted, validated and, mostly, asked for.
    expect(next.objects).toBeGreaterThanOrEqual(2);
  });
}
