import { describe, expect, test } from '@jest/globals';
import { killSwitchParameter } from '../../../domain/aws/own-resources.ts';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

/** An operator stops all creations, and lets them go on. */
export function killSwitchSuite(stack: Running): void {
  const turn = (value: string) => {
    const body = { name: killSwitchParameter, value };
    return stack.client.call('POST', '/_local/parameters', { body });
  };

  describe('the kill switch', () => {
    test('holds an approved request back, the card says so, and lets it go on by itself', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      expect((await turn('on')).status).toBe(200);
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await eventually('the pause', async () => (await client.eventTypes(id)).includes('creation.paused'));
      await client.reconcile();
      expect(JSON.stringify(await client.card(id))).toContain('creation is paused by an operator');
      const paused = await client.call('GET', `/requests/${id}`);
      expect(JSON.parse(paused.text)).toMatchObject({
        status: 'approved',
        paused: { at: expect.any(String) },
      });
      await turn('off');
      await client.reaches(id, 'created');
      expect((await client.eventTypes(id)).slice(-3)).toEqual([
        ...['creation.paused', 'creation.resumed', 'resource.created'],
      ]);
    });

    test('takes on and off, and nothing else', async () => {
      expect((await turn('maybe')).status).toBe(422);
      expect((await stack.client.call('POST', '/_local/parameters', { body: {} })).status).toBe(422);
    });
  });
}
