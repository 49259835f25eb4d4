import { describe, expect, test } from '@jest/globals';
import type { Clicked } from '../support/answers.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { aName, riskySubmission, submission } from '../support/submissions.ts';
import { finished } from './creation.ts';

const replyOf = ({ replies }: Clicked) => replies.map(({ text }) => text).join();
const times = (types: readonly string[], type: string) => types.filter((each) => each === type).length;

/** What people do with a card, alone and at once. */
export function decisionSuite(stack: Running): void {
  describe('a decision', () => {
    test('to deny carries its reason, and nothing is created', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      const reason = 'Not before the *release* <!channel>';
      await client.click(id, { user: 'U0BOB', action: 'deny', reason });
      const { decisions } = await client.reaches(id, 'denied');
      expect(decisions).toEqual([{ verdict: 'deny', approver: 'U0BOB', at: expect.any(String), reason }]);
      await finished(client, id);
      expect(resourcesOf(await client.resources(), 'iam-policy', id)).toEqual([]);
      const card = await client.card(id);
      expect(card.text).toContain('is denied');
      expect(JSON.stringify(await client.messages())).not.toContain('<!channel>');
    });

    test('that comes second learns who decided and when, alone', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      const late = await client.click(id, { user: 'U0CAROL', action: 'deny', reason: 'Too late' });
      const { decisions } = await client.reaches(id, 'created');
      expect(late.status).toBe(200);
      expect(replyOf(late)).toMatch(new RegExp(`already approved by bob at ${decisions[0]?.at}`));
      const again = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(replyOf(again)).toMatch(/already approved by bob/);
      expect(times(await client.eventTypes(id), 'approval.granted')).toBe(1);
    });

    test.each([
      ['a double click', ['approve', 'approve'], ['U0BOB', 'U0BOB']],
      ['two approvers', ['approve', 'approve'], ['U0BOB', 'U0CAROL']],
      ['an approval and a denial', ['approve', 'deny'], ['U0BOB', 'U0CAROL']],
    ] as const)('is one, of %s at once', async (_what, actions, [first, second]) => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      const { ts } = await client.card(id);
      const clicks = await Promise.all([
        client.clickCard(ts, { user: first, action: actions[0] }),
        client.clickCard(ts, { user: second, action: actions[1], reason: 'I think not' }),
      ]);
      const { status } = await client.reaches(id, 'created', 'denied');
      await finished(client, id);
      expect(clicks.map((click) => click.status)).toEqual([200, 200]);
      const told = clicks
        .map(replyOf)
        .filter((text) => /already (approved|denied) by (bob|carol) at \d{4}-/.test(text));
      // Slack ties no private message to a click: both clicks of one person may be shown the same one.
      expect(new Set(told).size).toBe(1);
      const types = await client.eventTypes(id);
      expect(times(types, 'approval.granted') + times(types, 'approval.denied')).toBe(1);
      expect(resourcesOf(await client.resources(), 'iam-policy', id)).toHaveLength(
        status === 'created' ? 1 : 0,
      );
    });

    test('of two approvers at once counts twice where two are needed', async () => {
      const { client } = stack;
      const { id } = await client.pending(riskySubmission());
      const { ts } = await client.card(id);
      expect((await client.view(id)).quorum).toEqual({ counted: 0, required: 2 });
      await Promise.all(
        ['U0BOB', 'U0CAROL'].map((user) => client.clickCard(ts, { user, action: 'approve' })),
      );
      await client.reaches(id, 'created');
      const granted = (await client.trail(id)).events.filter(({ type }) => type === 'approval.granted');
      expect(granted.map(({ detail }) => [detail.counted, detail.complete])).toEqual([
        [1, false],
        [2, true],
      ]);
    });

    test('by the same person twice is one of two', async () => {
      const { client } = stack;
      const { id } = await client.pending(riskySubmission());
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      const again = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(replyOf(again)).toMatch(/You approved this already/);
      expect(await client.view(id)).toMatchObject({ status: 'pending', quorum: { counted: 1, required: 2 } });
      expect(JSON.stringify(await client.card(id))).toContain('1 of 2');
      await client.click(id, { user: 'U0CAROL', action: 'deny', reason: 'One denial denies' });
      await client.reaches(id, 'denied');
    });
  });

  describe('somebody who may not decide', () => {
    test('is refused every time and recorded once', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      for (const action of ['approve', 'deny', 'approve'] as const) {
        const refused = await client.click(id, { user: 'U0MALLORY', action, reason: 'Because' });
        expect(replyOf(refused)).toMatch(/not among the approvers/);
      }
      expect(times(await client.eventTypes(id), 'approval.refused')).toBe(1);
      expect((await client.view(id)).status).toBe('pending');
    });

    test('is the approver who asked for it', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission(), { as: 'bob@example.com' });
      const own = await client.click(id, { user: 'U0BOB', action: 'approve' });
      expect(replyOf(own)).toMatch(/You asked for this yourself/);
      expect((await client.view(id)).status).toBe('pending');
      await client.click(id, { user: 'U0CAROL', action: 'approve' });
      await client.reaches(id, 'created');
    });
  });

  test('a requester whom Slack does not know takes one approver more, and the card says so from the start', async () => {
    const { client } = stack;
    const { id } = await client.pending(submission(), { as: `${aName('unknown')}@example.com` });
    expect((await client.view(id)).quorum).toEqual({ counted: 0, required: 2 });
    expect(JSON.stringify(await client.card(id))).toContain('*0 of 2* approvals');
    await client.click(id, { user: 'U0BOB', action: 'approve' });
    expect((await client.view(id)).status).toBe('pending');
    await client.click(id, { user: 'U0CAROL', action: 'approve' });
    await client.reaches(id, 'created');
  });

  test('View everything shows the whole plan, however long', async () => {
    const { client } = stack;
    const Description = `${'long '.repeat(180)}end`;
    const body = submission('iam-role', aName());
    const { id } = await client.pending({ ...body, parameters: { ...body.parameters, Description } });
    const { replies } = await client.click(id, { user: 'U0MALLORY', action: 'view' });
    const texts = JSON.stringify(replies[0]?.view);
    for (const { parameters } of (await client.view(id)).plan) {
      for (const name of Object.keys(parameters)) expect(texts).toContain(name);
    }
    expect(texts).toContain('long long end');
  });
}
