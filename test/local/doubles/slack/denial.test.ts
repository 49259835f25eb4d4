import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act } from '../../../../local/doubles/slack/act.ts';
import { acknowledge, app, denial } from './app.ts';
import { card, channel, startSlack } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
let ts: string;
beforeEach(async () => {
  local = await startSlack();
  ({ ts = '' } = await local.web.chat.postMessage({ channel, text: 'a request', blocks: card }));
});
afterEach(() => local.stop());

test('a denial is the button, then the modal with the reason in its first text input', async () => {
  const { payloads, to } = app(local, async ({ type, trigger_id }) => {
    if (type === 'block_actions') await local.web.views.open({ trigger_id, view: denial });
    return acknowledge();
  });
  const answer = await act({ user: 'U0BOB', ts, action: 'deny', reason: 'not now' }, to);
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(payloads).toMatchObject([
    { type: 'block_actions' },
    {
      type: 'view_submission',
      user: { id: 'U0BOB', team_id: 'T0COUNTERSIGN' },
      view: {
        callback_id: 'deny',
        private_metadata: '{"requestId":"r-1"}',
        state: { values: { reason: { reason: { type: 'plain_text_input', value: 'not now' } } } },
      },
    },
  ]);
});

test('errors in the modal are the answer', async () => {
  const errors = { response_action: 'errors', errors: { reason: 'Say why.' } };
  const { to } = app(local, async ({ type, trigger_id }) => {
    if (type === 'view_submission') return { status: 200, body: JSON.stringify(errors) };
    await local.web.views.open({ trigger_id, view: denial });
    return acknowledge();
  });
  expect(await act({ user: 'U0BOB', ts, action: 'deny' }, to)).toMatchObject({ status: 200, body: errors });
});

test('a denial that opens no modal ends with the button, and the clicker is told why', async () => {
  const { payloads, to } = app(local, async () => {
    await local.web.chat.postEphemeral({ channel, user: 'U0MALLORY', text: 'You may not.' });
    await local.web.chat.postEphemeral({ channel, user: 'U0BOB', text: 'Somebody tried.' });
    return acknowledge();
  });
  const { replies } = await act({ user: 'U0MALLORY', ts, action: 'deny', reason: 'no' }, to);
  expect(replies).toMatchObject([{ text: 'You may not.', channel }]);
  expect(payloads).toHaveLength(1);
});
