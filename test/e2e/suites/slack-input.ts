import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockActions, type ClickOptions, formOf, viewSubmission } from '../../support/slack-payloads.ts';
import { expectNoFailure, expectProblem } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const value = { requestId: '00000000-0000-4000-8000-000000000000', digest };
const click: ClickOptions = { person: 'bob', action: 'approve', value };
const good = blockActions(click);

/** Payloads that are signed, and still not what Slack sends, or not about anything of ours. */
const payloads: unknown[] = [
  ...[null, [], 1, '', 'x', {}, { type: 'block_actions' }, { type: 'shortcut' }, { type: '__proto__' }],
  { ...good, actions: [] },
  { ...good, actions: null },
  { ...good, user: null },
  { ...good, team: undefined },
  { ...good, user: { id: 'U0BOB', team_id: 'T0ELSEWHERE' } },
  { ...good, api_app_id: 'A0OTHER' },
  { ...good, actions: [{ action_id: 'approve', value: 'not json' }] },
  { ...good, actions: [{ ...good.actions[0], value: '{"requestId":"../..","digest":"x"}' }] },
  { ...good, actions: [{ ...good.actions[0], action_id: 'constructor' }] },
  { ...good, container: { message_ts: {}, channel_id: [] } },
  good,
  blockActions({ ...click, action: 'deny' }),
  blockActions({ ...click, action: 'view' }),
  viewSubmission({ person: 'bob', reason: null, metadata: '' }),
  viewSubmission({ person: 'bob', reason: 'x', metadata: '{}' }),
  viewSubmission({ person: 'bob', reason: '\ud800', metadata: JSON.stringify({ ...value, card: null }) }),
  viewSubmission({
    person: 'bob',
    reason: 'x'.repeat(100_000),
    metadata: JSON.stringify({ ...value, card: { channel: 'C0APPROVALS', ts: '1.000001' } }),
  }),
];

/** Whatever may arrive at the one route without IAM authorization. */
export function slackInputSuite(stack: Running): void {
  const path = '/slack/interactions';
  const signed = (raw: string, { at = Date.now(), secret = stack.slackSecret.signingSecret } = {}) => {
    const timestamp = String(Math.floor(at / 1000));
    const hex = createHmac('sha256', secret).update(`v0:${timestamp}:${raw}`).digest('hex');
    return {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hex}`,
    };
  };
  const post = (raw: string, headers: Record<string, string>) =>
    stack.client.call('POST', path, { raw, headers });

  describe('POST /slack/interactions', () => {
    const raw = formOf(good);
    const now = () => String(Math.floor(Date.now() / 1000));

    test('takes no signature that is missing, wrong, stale, from the future or oversized', async () => {
      const { 'x-slack-signature': right } = signed(raw);
      const signatures: Record<string, string>[] = [
        {},
        { 'x-slack-signature': right },
        { 'x-slack-request-timestamp': now() },
        { 'x-slack-request-timestamp': now(), 'x-slack-signature': `v0=${'0'.repeat(64)}` },
        { 'x-slack-request-timestamp': now(), 'x-slack-signature': 'v0=' },
        { 'x-slack-request-timestamp': now(), 'x-slack-signature': `v0=${'0'.repeat(7000)}` },
        { 'x-slack-request-timestamp': '9'.repeat(3000), 'x-slack-signature': right },
        { 'x-slack-request-timestamp': 'NaN', 'x-slack-signature': right },
        { 'x-slack-request-timestamp': '-1', 'x-slack-signature': right },
        signed(raw, { at: Date.now() - 301_000 }),
        signed(raw, { at: Date.now() + 302_000 }),
        signed(raw, { secret: 'guessed' }),
        signed(`${raw}&x=1`),
      ];
      for (const headers of signatures) expectProblem(await post(raw, headers), 401);
      expect((await post(raw, signed(raw))).status).toBe(200);
    });

    test('asks for a signature before it looks at anything, however large', async () => {
      expectProblem(await post('payload=', {}), 401);
      expectProblem(await post('', {}), 401);
      expectProblem(await post('x'.repeat(2 * 1024 * 1024), {}), 401, 413);
      expectProblem(await post('x'.repeat(11 * 1024 * 1024), {}), 413);
    });

    test.each(payloads.map((payload) => [JSON.stringify(payload)?.slice(0, 70), payload]))(
      'survives the signed payload %s…',
      async (_what, payload) => {
        const form = formOf(payload);
        expectNoFailure(await post(form, signed(form)));
      },
    );

    test.each([
      '',
      'payload',
      'payload=',
      'payload=%',
      'payload=%7B',
      'x=1',
      '%00',
      `payload=${'['.repeat(20_000)}`,
    ])('refuses the signed form %.30s', async (form) => {
      expectProblem(await post(form, signed(form)), 400);
    });

    test('never fails, whatever is in a signed payload', async () => {
      const fields = fc.constantFrom(...Object.keys(good), 'view', '__proto__');
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fields, fc.jsonValue()), async (odd) => {
          const form = formOf({ ...good, ...odd });
          expectNoFailure(await post(form, signed(form)));
        }),
        { numRuns: 40 },
      );
    });

    test('takes the same delivery twice as one decision', async () => {
      const { client } = stack;
      const { id, digest: shown } = await client.pending(submission());
      const { ts } = await client.card(id);
      const form = formOf(blockActions({ ...click, value: { requestId: id, digest: shown }, ts }));
      const headers = signed(form);
      const [first, second] = await Promise.all([post(form, headers), post(form, headers)]);
      expect([first.status, second.status]).toEqual([200, 200]);
      await client.reaches(id, 'created');
      const types = await client.eventTypes(id);
      expect(types.filter((type) => type === 'approval.granted')).toHaveLength(1);
    });

    test('decides on no other digest than the one that was asked for', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      const form = formOf(blockActions({ ...click, value: { requestId: id, digest } }));
      expect((await post(form, signed(form))).status).toBe(200);
      expect((await client.view(id)).decisions).toEqual([]);
    });
  });
}
