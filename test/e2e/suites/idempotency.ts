import { describe, expect, test } from '@jest/globals';
import { submittedSchema } from '../support/answers.ts';
import type { Running } from '../support/running.ts';
import { aName, submission } from '../support/submissions.ts';

/** `Idempotency-Key`: event 1 is the record. */
export function idempotencySuite(stack: Running): void {
  describe('an Idempotency-Key', () => {
    test('makes twenty posts at once one request, with one card and one execution', async () => {
      const { client } = stack;
      const [key, body] = [aName('key'), submission()];
      const posts = await Promise.all(Array.from({ length: 20 }, () => client.submit(body, { key })));
      const [id = '', ...others] = [...new Set(posts.map((post) => post.id))];
      expect(others).toEqual([]);
      await client.reaches(id, 'pending');
      await client.card(id);
      expect(await client.cards(id)).toHaveLength(1);
      expect(await client.executions(id)).toHaveLength(1);
      expect(await client.eventTypes(id)).toEqual([
        ...['request.submitted', 'request.validated', 'approval.requested'],
      ]);
    });

    test('refuses another body, valid or not, and takes the same one however it is written', async () => {
      const { client } = stack;
      const [key, body] = [aName('key'), submission()];
      const { id } = await client.submit(body, { key });
      const headers = { 'idempotency-key': key };
      for (const other of [submission(), { ...body, type: 'nonsense' }, {}]) {
        const refused = await client.call('POST', '/requests', { body: other, headers });
        expect([refused.status, JSON.parse(refused.text).type]).toEqual([
          422,
          'urn:countersign:problem:idempotency-key-reused',
        ]);
      }
      const { type, justification, parameters } = body;
      const raw = JSON.stringify({ parameters, justification, type }, null, 4);
      const same = await client.call('POST', '/requests', { raw, headers });
      expect([same.status, submittedSchema.parse(JSON.parse(same.text)).id]).toEqual([202, id]);
    });

    test('is the principal’s own, and answers the present status later', async () => {
      const { client } = stack;
      const [key, body] = [aName('key'), submission()];
      const { id } = await client.pending(body, { key });
      const others = await client.submit(submission(), { key, as: 'carol@example.com' });
      expect(others.id).not.toBe(id);
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      expect(await client.submit(body, { key })).toMatchObject({ id, status: 'created' });
      expect(await client.cards(id)).toHaveLength(1);
    });
  });
}
