import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, InvalidAction } from '../../../../local/doubles/slack/act.ts';
import { acknowledge, app, denial } from './app.ts';
import { card, channel, startSlack, text } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
let ts: string;
beforeEach(async () => {
  local = await startSlack();
  ({ ts = '' } = await local.web.chat.postMessage({ channel, text: 'a request', blocks: card }));
});
afterEach(() => local.stop());

test('a click arrives as Slack sends it', async () => {
  const { payloads, to } = app(local, acknowledge);
  expect(await act({ user: 'U0BOB', ts, action: 'approve' }, to)).toEqual({
    status: 200,
    body: '',
    replies: [],
  });
  expect(payloads).toMatchObject([
    {
      type: 'block_actions',
      user: { id: 'U0BOB', username: 'bob', team_id: 'T0COUNTERSIGN' },
      team: { id: 'T0COUNTERSIGN' },
      api_app_id: 'A0COUNTERSIGN',
      container: { type: 'message', message_ts: ts, channel_id: channel },
      channel: { id: channel, name: 'aws-access' },
      message: { ts, blocks: card },
      actions: [{ action_id: 'approve', block_id: 'decide', type: 'button', value: '{"requestId":"r-1"}' }],
    },
  ]);
});

test('a view that is opened is among the replies, and its trigger works once', async () => {
  const { to } = app(local, async ({ trigger_id }) => {
    await local.web.views.open({ trigger_id, view: { ...denial, callback_id: 'plan' } });
    await expect(local.web.views.open({ trigger_id, view: denial })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    return acknowledge();
  });
  const { replies } = await act({ user: 'U0BOB', ts, action: 'view' }, to);
  expect(replies).toMatchObject([{ view: { callback_id: 'plan', title: text('Deny') } }]);
});

test('a response URL answers the clicker alone or replaces the message, five times at most', async () => {
  const statuses: unknown[] = [];
  const { to } = app(local, async ({ response_url }) => {
    const post = async (body: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(response_url, { method: 'POST', headers, body: JSON.stringify(body) });
      statuses.push(await answer.json());
    };
    await post({ text: 'Too late.' });
    await post({ replace_original: true, text: 'replaced' });
    for (let time = 3; time <= 6; time++) await post({ text: 'again' });
    return acknowledge();
  });
  const { replies } = await act({ user: 'U0CAROL', ts, action: 'approve' }, to);
  expect(replies.map((reply) => reply.text)).toEqual(['Too late.', 'again', 'again', 'again']);
  expect(local.slack.messages()).toMatchObject([{ text: 'replaced' }]);
  expect(statuses.at(-1)).toEqual({ ok: false, error: 'expired_url' });
});

test('a trigger lives three seconds, and one that was never given out is invalid', async () => {
  const { to } = app(local, async ({ trigger_id }) => {
    local.now.milliseconds += 3001;
    await expect(local.web.views.open({ trigger_id, view: denial })).rejects.toMatchObject({
      data: { error: 'expired_trigger_id' },
    });
    return acknowledge();
  });
  await act({ user: 'U0BOB', ts, action: 'view' }, to);
  await expect(local.web.views.open({ trigger_id: 'none', view: denial })).rejects.toMatchObject({
    data: { error: 'invalid_trigger_id' },
  });
});

test('a client that lags behind can still click a button that is gone', async () => {
  await local.web.chat.update({ channel, ts, text: 'approved' });
  const { payloads, to } = app(local, acknowledge);
  await act({ user: 'U0CAROL', ts, action: 'approve' }, to);
  expect(payloads).toMatchObject([{ message: { text: 'approved' }, actions: [{ action_id: 'approve' }] }]);
});

test.each([
  [{ user: 'U0EVE', action: 'approve' }, /user/],
  [{ user: 'U0BOB', action: 'shrug' }, /action/],
  [{ user: 'U0BOB', action: 'approve', ts: '1.000001' }, /no message 1.000001/],
])('what nobody could click is refused: %j', async (change, reason) => {
  const acting = act({ ts, ...change }, app(local, acknowledge).to);
  await expect(acting).rejects.toThrow(InvalidAction);
  await expect(acting).rejects.toThrow(reason);
});

test('a button the message never had is refused', async () => {
  const bare = await local.web.chat.postMessage({ channel, text: 'no buttons' });
  const acting = act({ user: 'U0BOB', ts: bare.ts, action: 'approve' }, app(local, acknowledge).to);
  await expect(acting).rejects.toThrow('has no button approve');
});
