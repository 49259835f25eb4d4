import { describe, expect, test } from '@jest/globals';
import type { Answer, Client } from '../support/client.ts';
import { expectProblem } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

const assumed = (role: string, session: string) =>
  `arn:aws:sts::111122223333:assumed-role/${role}/${session}`;
const erin = assumed('Approvers', 'erin');
const lead = (session: string) => assumed('AWSReservedSSO_Leads_0123456789abcdef', session);
const releaseBot = 'arn:aws:iam::111122223333:user/release-bot';

const say = (client: Client, id: string, as: string, body: object): Promise<Answer> =>
  client.call('POST', `/requests/${id}/decisions`, { as, body });
const codeOf = (answer: Answer) => expectProblem(answer, answer.status).type.split(':').at(-1);

/** `POST /requests/{id}/decisions`, with rules that name IAM roles and users. */
export function apiDecisionSuite(stack: Running): void {
  describe('a decision without Slack', () => {
    test('approves, and the card follows', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission());
      const answer = await say(client, id, erin, { verdict: 'approve', digest });
      expect([answer.status, JSON.parse(answer.text).decisions]).toEqual([
        200,
        [{ verdict: 'approve', approver: erin, machine: 'approvers', at: expect.any(String) }],
      ]);
      await client.reaches(id, 'created');
      await finished(client, id);
      const card = await client.card(id);
      expect(card.text).toContain('is created');
      expect(JSON.stringify(card)).toContain(
        'approved by machine approvers, IAM role Approvers (session erin)',
      );
    });

    test('denies with a reason, and is the only one', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission());
      const denial = { verdict: 'deny', digest, reason: 'Not in this account' };
      expect((await say(client, id, erin, denial)).status).toBe(200);
      const late = await say(client, id, assumed('Approvers', 'frank'), { verdict: 'approve', digest });
      expect(expectProblem(late, 409)).toMatchObject({
        type: 'urn:countersign:problem:already-decided',
        detail: expect.stringMatching(
          /already denied by machine approvers, IAM role Approvers \(session erin\) at \d{4}-/,
        ),
      });
      expect(await client.view(id)).toMatchObject({
        status: 'denied',
        decisions: [{ verdict: 'deny', approver: erin, machine: 'approvers', reason: 'Not in this account' }],
      });
    });

    test('counts beside Slack’s, each human once', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission('iam-role'));
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      const bobAgain = await say(client, id, lead('bob@example.com'), { verdict: 'approve', digest });
      expect([bobAgain.status, codeOf(bobAgain)]).toEqual([409, 'already-approved']);
      expect((await client.view(id)).quorum).toEqual({ counted: 1, required: 2 });
      expect((await say(client, id, releaseBot, { verdict: 'approve', digest })).status).toBe(200);
      await client.reaches(id, 'created');
    });

    test('counts only where somebody is known: of one whom Slack does not know, a denial alone holds', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission('iam-role'));
      const nobody = lead('alice.adams@example.com');
      const refused = await say(client, id, nobody, { verdict: 'approve', digest });
      expect([refused.status, codeOf(refused)]).toEqual([403, 'unknown-person']);
      const denial = { verdict: 'deny', digest, reason: 'Not in this account' };
      expect((await say(client, id, nobody, denial)).status).toBe(200);
    });

    test('is not the requester’s, under any of their names, nor a stranger’s, whose try is recorded once', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission('iam-role'));
      const own = await say(client, id, lead('alice@example.com'), { verdict: 'approve', digest });
      expect([own.status, codeOf(own)]).toEqual([403, 'own-request']);
      for (let round = 0; round < 2; round++) {
        const stranger = await say(client, id, 'mallory@example.com', { verdict: 'approve', digest });
        expect([stranger.status, codeOf(stranger)]).toEqual([403, 'not-an-approver']);
      }
      const refused = (await client.eventTypes(id)).filter((type) => type === 'approval.refused');
      expect(refused).toHaveLength(2);
    });

    test('takes one approver more for a requester whom Slack does not know', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission(), { as: assumed('ci-runner', 'alice@example.com') });
      expect((await client.view(id)).quorum).toEqual({ counted: 0, required: 2 });
    });

    test('is for the digest that was asked for, and complete', async () => {
      const { client } = stack;
      const { id, digest } = await client.pending(submission());
      const other = await say(client, id, erin, { verdict: 'approve', digest: `sha256:${'0'.repeat(64)}` });
      expect([other.status, codeOf(other)]).toEqual([409, 'wrong-digest']);
      const wrong: [object, string[]][] = [
        [{}, ['/digest', '/verdict']],
        [{ verdict: 'maybe', digest }, ['/verdict']],
        [{ verdict: 'approve' }, ['/digest']],
        [{ verdict: 'deny', digest }, ['/reason']],
        [{ verdict: 'deny', digest: 'x', reason: '', extra: 1 }, ['/digest', '/extra', '/reason']],
      ];
      for (const [body, pointers] of wrong) {
        const { errors = [] } = expectProblem(await say(client, id, erin, body), 422);
        expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers);
      }
      expect((await client.view(id)).status).toBe('pending');
    });

    test('is about a request that exists', async () => {
      const digest = `sha256:${'0'.repeat(64)}`;
      const nowhere = '00000000-0000-4000-8000-000000000000';
      expectProblem(await say(stack.client, nowhere, erin, { verdict: 'approve', digest }), 404);
    });
  });

  test('a type that only some may ask for is refused to others, and given to them', async () => {
    const { client } = stack;
    const body = submission('ram-permission');
    const refused = await client.call('POST', '/requests', { body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expectProblem(refused, 403, 422);
    const network = assumed('AWSReservedSSO_Network_0123456789abcdef', 'carol@example.com');
    await client.pending(body, { as: network });
  });
}
