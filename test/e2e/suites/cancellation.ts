import { describe, expect, test } from '@jest/globals';
import { problemSchema } from '../support/answers.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

/** Requests that are taken back. */
export function cancellationSuite(stack: Running): void {
  describe('a cancellation', () => {
    test('ends the request, its workflow and its card; a click afterwards learns of it', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      const { ts } = await client.card(id);
      const cancelled = await client.call('POST', `/requests/${id}/cancel`);
      expect(cancelled.status).toBe(200);
      expect((await client.view(id)).status).toBe('cancelled');
      expect(await finished(client, id)).toEqual([
        ...['Validate request', 'Request approval', 'Approved?', 'Record outcome'],
      ]);
      expect(JSON.stringify(await client.card(id))).not.toMatch(/"action_id":"(approve|deny)"/);
      for (const action of ['approve', 'deny'] as const) {
        const { status, replies } = await client.clickCard(ts, { user: 'U0BOB', action, reason: 'Late' });
        expect(status).toBe(200);
        expect(replies).toEqual([
          expect.objectContaining({ text: expect.stringMatching(/already cancelled, since \d{4}-/) }),
        ]);
      }
      expect(await client.eventTypes(id)).toEqual([
        ...['request.submitted', 'request.validated', 'approval.requested', 'request.cancelled'],
      ]);
    });

    test('is the requester’s alone, and only while nothing is decided', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      const path = `/requests/${id}/cancel`;
      const stranger = await client.call('POST', path, { as: 'mallory@example.com' });
      expect([stranger.status, problemSchema.parse(JSON.parse(stranger.text)).type]).toEqual([
        403,
        'urn:countersign:problem:not-yours',
      ]);
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      const late = await client.call('POST', path);
      expect([late.status, problemSchema.parse(JSON.parse(late.text)).type]).toEqual([
        409,
        'urn:countersign:problem:already-decided',
      ]);
    });
  });
}
