import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { recomputed } from '../support/canonical.ts';
import type { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { aName, riskySubmission, submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

const happy = ['request.submitted', 'request.validated', 'approval.requested', 'approval.granted'];

/** Lets the first call of an operation pass, so that the next fault hits the second one. */
const skip = (client: Client, service: string, operation: string) =>
  client.fault(service, operation, 'delay:0');

async function expectCreatedOnce(
  client: Client,
  id: string,
  events: string[],
  type: RequestTypeName = 'iam-policy',
): Promise<void> {
  await client.reaches(id, 'created');
  expect(await client.eventTypes(id)).toEqual(events);
  expect(resourcesOf(await client.resources(), type, id)).toHaveLength(1);
  const trail = await client.trail(id);
  expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
}

/** Crashes at the seams, one by one, as far as faults on the local stack can cause them. */
export function crashSuite(stack: Running): void {
  afterEach(() => stack.client.clearFaults());

  describe('a submission that crashes', () => {
    const crashes: [string, string, (client: Client) => Promise<void>][] = [
      ['after the work-index row', 'nothing', (client) => client.fault('dynamodb', 'PutItem', 'crash-after')],
      [
        'after event 1',
        'pending',
        async (client) => {
          await skip(client, 'dynamodb', 'PutItem');
          await client.fault('dynamodb', 'PutItem', 'crash-after');
        },
      ],
      [
        'before StartExecution',
        'pending',
        (client) => client.fault('states', 'StartExecution', 'crash-before'),
      ],
      [
        'after StartExecution',
        'pending',
        (client) => client.fault('states', 'StartExecution', 'crash-after'),
      ],
    ];

    test.each(crashes)('%s leaves %s, and the same key makes it one request', async (_where, left, crash) => {
      const { client } = stack;
      const as = `${aName('crash')}@example.com`;
      const [key, body] = [aName('key'), submission()];
      await crash(client);
      const headers = { 'idempotency-key': key };
      const lost = await client.call('POST', '/requests', { body, headers, as });
      expect(lost.status).toBe(500);
      await client.clearFaults();
      await client.reconcile();
      const requester = `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0123456789abcdef/${as}`;
      const list = async () => {
        const { text } = await client.call('GET', `/requests?requester=${encodeURIComponent(requester)}`);
        return JSON.parse(text)
          .items.map(({ status }: { status: string }) => status)
          .join();
      };
      const expected = left === 'nothing' ? '' : left;
      await eventually(`${left} to be listed`, async () => (await list()) === expected);
      const { id } = await client.submit(body, { key, as });
      await client.reaches(id, 'pending');
      await client.card(id);
      expect(await client.cards(id)).toHaveLength(1);
      // Slack knows nobody by this requester's e-mail, which takes one approver more.
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.click(id, { user: 'U0CAROL', action: 'approve' });
      await expectCreatedOnce(client, id, [...happy, 'approval.granted', 'resource.created']);
      await eventually('it to be listed as created', async () => (await list()) === 'created');
    });
  });

  describe('a creation', () => {
    test('of a profile whose answer is lost is found by its tag, and not made twice', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission('rolesanywhere-profile'));
      await client.fault('rolesanywhere', 'CreateProfile', 'drop-response');
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      const events = [...happy, 'creation.attempted', 'resource.adopted'];
      await expectCreatedOnce(client, id, events, 'rolesanywhere-profile');
    });
  });

  describe('a decision', () => {
    test('that is in the trail when its function dies is carried out by the reconciler', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.card(id);
      await client.fault('states', 'SendTaskSuccess', 'crash-before');
      expect((await client.click(id, { user: 'U0BOB', action: 'approve' })).status).toBe(500);
      expect((await client.view(id)).status).toBe('approved');
      const { done } = await client.reconcile();
      expect(done).toContainEqual({ id, actions: expect.arrayContaining(['resumed']) });
      await expectCreatedOnce(client, id, [...happy, 'resource.created']);
    });

    test('that finds its token dead replaces the execution that waits for it', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.card(id);
      await client.fault('states', 'SendTaskSuccess', 'error:TaskTimedOut', 2);
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      const { done } = await client.reconcile();
      expect(done).toContainEqual({ id, actions: expect.arrayContaining(['restarted']) });
      await expectCreatedOnce(client, id, [...happy, 'resource.created']);
      expect(await client.executions(id)).toEqual([
        expect.objectContaining({ name: id, status: 'ABORTED' }),
        expect.objectContaining({ name: `${id}-2` }),
      ]);
    });

    test('whose append was answered into the void counts for the one who clicked', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.card(id);
      await client.fault('dynamodb', 'PutItem', 'drop-response');
      const click = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(click).toEqual({ status: 200, body: {}, replies: [] });
      await expectCreatedOnce(client, id, [...happy, 'resource.created']);
    });

    test('of the first of two, lost by a crash after its append, still counts', async () => {
      const { client } = stack;
      const { id } = await client.pending(riskySubmission());
      await client.card(id);
      await client.fault('dynamodb', 'PutItem', 'crash-after');
      expect((await client.click(id, { user: 'U0BOB', action: 'approve' })).status).toBe(500);
      await client.click(id, { user: 'U0CAROL', action: 'approve' });
      await expectCreatedOnce(client, id, [...happy, 'approval.granted', 'resource.created']);
    });
  });

  test('a cancellation between reading the trail and storing the token ends the workflow, without a card', async () => {
    const { client } = stack;
    const before = await client.meter();
    await skip(client, 'dynamodb', 'UpdateItem');
    await client.fault('dynamodb', 'UpdateItem', 'delay:600');
    const { id } = await client.submit(submission());
    await eventually('Request approval to run', async () => {
      const name = 'countersign-request-approval';
      return ((await client.meter()).invocations[name] ?? 0) > (before.invocations[name] ?? 0);
    });
    expect((await client.call('POST', `/requests/${id}/cancel`)).status).toBe(200);
    await finished(client, id);
    expect((await client.view(id)).status).toBe('cancelled');
    for (const card of await client.cards(id)) {
      expect(JSON.stringify(card)).not.toMatch(/"action_id":"(approve|deny)"/);
    }
  });

  test('Request approval that dies after storing its token asks with the next one', async () => {
    const { client } = stack;
    await skip(client, 'dynamodb', 'UpdateItem');
    await client.fault('dynamodb', 'UpdateItem', 'crash-after');
    const { id } = await client.pending(submission());
    await client.click(id, { user: 'U0BOB', action: 'approve' });
    await expectCreatedOnce(client, id, [...happy, 'resource.created']);
    expect(await client.cards(id)).toHaveLength(1);
  });
}
