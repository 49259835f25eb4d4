import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import { act, type Deliver, InvalidAction } from '../../../../local/doubles/slack/act.ts';
import { signedHeaders } from '../../../../local/doubles/slack/signature.ts';
import { card, channel, startSlack, text } from './local-slack.ts';

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const denial: ModalView = {
  type: 'modal',
  callback_id: 'deny',
  private_metadata: '{"requestId":"r-1"}',
  title: text('Deny'),
  submit: text('Deny'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: text('Why?'),
      element: { type: 'plain_text_input', action_id: 'reason' },
    },
  ],
};

let local: Awaited<ReturnType<typeof startSlack>>;
let ts: string;
beforeEach(async () => {
  local = await startSlack();
  ({ ts = '' } = await local.web.chat.postMessage({ channel, text: 'a request', blocks: card }));
});
afterEach(() => local.stop());

/** Delivers to an app that is a function of the payload; remembers the payloads. */
function app(answer: (payload: Payload) => Promise<{ status: number; body: string }>) {
  const payloads: Payload[] = [];
  const deliver: Deliver = (rawBody, headers) => {
    const base = `v0:${headers['x-slack-request-timestamp']}:${rawBody}`;
    const expected = `v0=${createHmac('sha256', signingSecret).update(base).digest('hex')}`;
    expect(headers['x-slack-signature']).toBe(expected);
    const payload: Payload = JSON.parse(new URLSearchParams(rawBody).get('payload') ?? '');
    payloads.push(payload);
    return answer(payload);
  };
  const responseUrl = (id: string) => `${local.origin}/slack/response/${id}`;
  const { slack, clock } = local;
  return { payloads, to: { slack, signingSecret, clock, responseUrl, deliver } };
}
interface Payload {
  type: string;
  trigger_id: string;
  response_url: string;
  [member: string]: unknown;
}
const acknowledge = async () => ({ status: 200, body: '' });

test('the signature is Slack’s: its published example', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signedHeaders(body, signingSecret, new Date(1531420618_000))).toMatchObject({
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  });
});

test('a click arrives as Slack sends it', async () => {
  const { payloads, to } = app(acknowledge);
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
  const { to } = app(async ({ trigger_id }) => {
    await local.web.views.open({ trigger_id, view: { ...denial, callback_id: 'plan' } });
    await expect(local.web.views.open({ trigger_id, view: denial })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    return acknowledge();
  });
  const { replies } = await act({ user: 'U0BOB', ts, action: 'view' }, to);
  expect(replies).toMatchObject([{ view: { callback_id: 'plan', title: text('Deny') } }]);
});

test('a denial is the button, then the modal with the reason in its first text input', async () => {
  const { payloads, to } = app(async ({ type, trigger_id }) => {
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
  const { to } = app(async ({ type, trigger_id }) => {
    if (type === 'view_submission') return { status: 200, body: JSON.stringify(errors) };
    await local.web.views.open({ trigger_id, view: denial });
    return acknowledge();
  });
  expect(await act({ user: 'U0BOB', ts, action: 'deny' }, to)).toMatchObject({ status: 200, body: errors });
});

test('a denial that opens no modal ends with the button, and the clicker is told why', async () => {
  const { payloads, to } = app(async () => {
    await local.web.chat.postEphemeral({ channel, user: 'U0MALLORY', text: 'You may not.' });
    await local.web.chat.postEphemeral({ channel, user: 'U0BOB', text: 'Somebody tried.' });
    return acknowledge();
  });
  const { replies } = await act({ user: 'U0MALLORY', ts, action: 'deny', reason: 'no' }, to);
  expect(replies).toMatchObject([{ text: 'You may not.', channel }]);
  expect(payloads).toHaveLength(1);
});

test('a response URL answers the clicker alone or replaces the message, five times at most', async () => {
  const statuses: unknown[] = [];
  const { to } = app(async ({ response_url }) => {
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
  const { to } = app(async ({ trigger_id }) => {
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
  const { payloads, to } = app(acknowledge);
  await act({ user: 'U0CAROL', ts, action: 'approve' }, to);
  expect(payloads).toMatchObject([{ message: { text: 'approved' }, actions: [{ action_id: 'approve' }] }]);
});

test.each([
  [{ user: 'U0EVE', action: 'approve' }, /user/],
  [{ user: 'U0BOB', action: 'shrug' }, /action/],
  [{ user: 'U0BOB', action: 'approve', ts: '1.000001' }, /no message 1.000001/],
])('what nobody could click is refused: %j', async (change, reason) => {
  const acting = act({ ts, ...change }, app(acknowledge).to);
  await expect(acting).rejects.toThrow(InvalidAction);
  await expect(acting).rejects.toThrow(reason);
});

test('a button the message never had is refused', async () => {
  const bare = await local.web.chat.postMessage({ channel, text: 'no buttons' });
  const acting = act({ user: 'U0BOB', ts: bare.ts, action: 'approve' }, app(acknowledge).to);
  await expect(acting).rejects.toThrow('has no button approve');
});
