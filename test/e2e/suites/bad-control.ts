import { describe, expect, test } from '@jest/globals';
import { expectNoFailure } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';

const bodies = ['', '{', 'null', '[]', '1', '{}', '['.repeat(20_000), '{"__proto__":{}}'];
const faults = [
  { service: 'dynamodb', operation: 'PutItem', fault: 'explode', times: 1 },
  { service: 'nothing', operation: 'PutItem', fault: 'drop-response', times: 1 },
  { service: 'iam', operation: '', fault: 'drop-response', times: 1 },
  { service: 'iam', operation: 'CreateRole', fault: 'delay:-1', times: 1 },
  { service: 'iam', operation: 'CreateRole', fault: 'delay:1', times: 0 },
  { service: 'iam', operation: 'CreateRole', fault: 'delay:1', times: 1.5 },
  { service: 'iam', operation: 'CreateRole', fault: 'error:', times: 1 },
];
const actions = [
  { user: 'U0NOBODY', ts: '1', action: 'approve' },
  { user: 'U0BOB', ts: '1', action: 'approve' },
  { user: 'U0BOB', ts: '', action: 'approve' },
  { user: 'U0BOB', ts: '1', action: 'explode' },
  { user: 'U0BOB', ts: '1', action: 'deny', reason: 1 },
];

/** The local stack's own endpoints take no more nonsense than the API does. */
export function badControlSuite(stack: Running): void {
  describe('the local endpoints', () => {
    test.each(['/_local/faults', '/_local/slack/actions'])(
      'POST %s refuses what makes no sense',
      async (path) => {
        for (const raw of bodies) {
          const answer = await stack.client.call('POST', path, { raw });
          expectNoFailure(answer);
          expect(answer.status).toBeGreaterThanOrEqual(400);
        }
        const large = await stack.client.call('POST', path, { raw: ' '.repeat(2 * 1024 * 1024) });
        expect(large.status).toBe(413);
      },
    );

    test('name what is wrong with a fault or a click', async () => {
      const { client } = stack;
      for (const body of faults) {
        expect((await client.call('POST', '/_local/faults', { body })).status).toBe(422);
      }
      for (const body of actions) {
        expect((await client.call('POST', '/_local/slack/actions', { body })).status).toBe(422);
      }
      expect((await client.call('GET', '/_local/faults')).text).toBe('[]\n');
    });

    test('know nothing else', async () => {
      const { client } = stack;
      const paths = ['/_local', '/_local/', '/_local/nope', '/_local/workflow/executions/%ff', '/_local/%00'];
      for (const path of paths) expectNoFailure(await client.call('GET', path));
      expect((await client.call('DELETE', '/_local/meter')).status).toBe(405);
    });
  });
}
