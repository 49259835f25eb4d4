import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { aName, submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

/** Slack that is down, slow, or loses its answers. */
export function slackTroubleSuite(stack: Running): void {
  afterEach(() => stack.client.clearFaults());

  describe('when Slack', () => {
    test.each(['error:503', 'error:internal_error', 'error:ratelimited'])(
      'answers %s to every card, the request waits, and its card comes once Slack is back',
      async (fault) => {
        const { client } = stack;
        await client.fault('slack', 'chat.postMessage', fault, 1000);
        const { id } = await client.pending(submission());
        expect(await client.cards(id)).toEqual([]);
        await client.clearFaults();
        await client.reconcile();
        expect(await client.cards(id)).toHaveLength(1);
        expect(await client.executions(id)).toEqual([expect.objectContaining({ status: 'RUNNING' })]);
        await client.click(id, { user: 'U0BOB', action: 'approve' });
        await client.reaches(id, 'created');
      },
    );

    test('loses its answer to a card, there is at most a second one, and both end true', async () => {
      const { client } = stack;
      await client.fault('slack', 'chat.postMessage', 'drop-response');
      const { id } = await client.pending(submission());
      await eventually('the first card', async () => (await client.cards(id)).length === 1);
      await client.reconcile();
      const cards = await client.cards(id);
      expect(cards.length).toBeLessThanOrEqual(2);
      await client.clickCard(cards[0]?.ts ?? '', { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      await finished(client, id);
      await client.reconcile();
      for (const card of await client.cards(id)) expect(card.text).toContain('is created');
    });

    test('does not take the update of a card, the decision stands and the card is right later', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.card(id);
      await client.fault('slack', 'chat.update', 'error:503', 1000);
      expect((await client.click(id, { user: 'U0BOB', action: 'approve' })).status).toBe(200);
      await client.reaches(id, 'created');
      await finished(client, id);
      await client.clearFaults();
      await client.reconcile();
      expect((await client.card(id)).text).toContain('is created');
    });

    test('does not say who people are, nothing is decided and the clicker is told', async () => {
      const { client } = stack;
      // Somebody new, whom no function has asked Slack about and remembers.
      const { id } = await client.pending(submission(), { as: `${aName()}@example.com` });
      await client.card(id);
      await client.fault('slack', 'users.lookupByEmail', 'error:503', 1000);
      const { status, replies } = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(status).toBe(200);
      expect(replies).toEqual([expect.objectContaining({ text: expect.stringContaining('try again') })]);
      expect(await client.view(id)).toMatchObject({ status: 'pending', decisions: [] });
      await client.clearFaults();
      await client.click(id, { user: 'U0BOB', action: 'deny', reason: 'Now it is known who asks' });
      await client.reaches(id, 'denied');
    });
  });
}
