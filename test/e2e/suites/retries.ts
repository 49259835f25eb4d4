import { describe, expect, test } from '@jest/globals';
import { expectProblem } from '../support/refusals.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

const erin = 'arn:aws:sts::111122223333:assumed-role/Approvers/erin';

/** `POST /requests/{id}/retry`: a creation that AWS refused, once more. */
export function retrySuite(stack: Running): void {
  describe('a creation that AWS refused', () => {
    test('is failed with AWS’s reason, and created on the same approval when its requester retries', async () => {
      const { client } = stack;
      await client.fault('iam', 'CreatePolicy', 'error:LimitExceeded');
      const { id, digest } = await client.pending(submission());
      await client.call('POST', `/requests/${id}/decisions`, {
        as: erin,
        body: { verdict: 'approve', digest },
      });
      expect(await client.reaches(id, 'failed')).toMatchObject({
        failure: { code: expect.stringContaining('LimitExceeded') },
      });
      await finished(client, id);
      const path = `/requests/${id}/retry`;
      expectProblem(await client.call('POST', path, { as: erin }), 403);
      expect((await client.call('POST', path)).status).toBe(200);
      await client.reaches(id, 'created');
      const types = await client.eventTypes(id);
      expect(types.slice(3)).toEqual([
        ...['approval.granted', 'resource.failed', 'request.retried', 'resource.created'],
      ]);
      expect(resourcesOf(await client.resources(), 'iam-policy', id)).toHaveLength(1);
      expectProblem(await client.call('POST', path), 409);
    });

    test('alone can be retried', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      expectProblem(await client.call('POST', `/requests/${id}/retry`), 409);
    });
  });
}
