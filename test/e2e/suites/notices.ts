import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { requestNoticeSchema } from '../../../domain/notices/request-notice.ts';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const onBus = z.array(
  z.looseObject({ 'detail-type': z.string(), source: z.string(), detail: z.looseObject({}) }),
);

/** What others learn of requests. */
export function noticeSuite(stack: Running): void {
  describe('the event bus', () => {
    test('is told that approvers are asked and how the request ends, at least once', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      const told = await eventually('the notices', async () => {
        const events = onBus.parse(JSON.parse((await client.call('GET', '/_local/bus')).text));
        const ours = events.filter(({ detail }) => detail.requestId === id);
        return ours.some((event) => event['detail-type'] === 'Request Created') && ours;
      });
      expect(new Set(told.map((event) => event['detail-type']))).toEqual(
        new Set(['Approval Requested', 'Request Created']),
      );
      for (const { source, detail } of told) {
        expect(source).toBe('countersign');
        requestNoticeSchema.parse(detail);
      }
    });
  });
}
