import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { expectProblem } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

const nina = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Network_0123456789abcdef/nina';
const erin = 'arn:aws:sts::111122223333:assumed-role/Approvers/erin';

/** A request with a window of a minute, the shortest there is; other tests run while nobody decides. */
export function expirySuite(stack: Running): { begin: () => void; end: () => void } {
  let id = '';
  const begin = () =>
    test('a request with a window of a minute is accepted', async () => {
      ({ id } = await stack.client.pending(submission('ram-permission'), { as: nina }));
    });
  const end = () =>
    test('a request that nobody decided expires, its workflow ends, and nobody can decide any more', async () => {
      const { client } = stack;
      const { expiresAt = '' } = await client.view(id);
      await setTimeout(Math.max(0, Date.parse(expiresAt) - Date.now()));
      const isExpired = async () => {
        await client.reconcile();
        return (await client.view(id)).status === 'expired';
      };
      await eventually('the end of the minute', isExpired, 90);
      expect((await client.eventTypes(id)).at(-1)).toBe('request.expired');
      await finished(client, id);
      expect(JSON.stringify(await client.card(id))).not.toMatch(/"action_id":"(approve|deny)"/);
      const { digest } = await client.view(id);
      const body = { verdict: 'approve', digest };
      expectProblem(await client.call('POST', `/requests/${id}/decisions`, { as: erin, body }), 409);
    }, 120_000);
  return { begin, end };
}
