import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { card, channel, refusal, section, startSlack, text } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
beforeEach(async () => {
  local = await startSlack();
});
afterEach(() => local.stop());

test.each([
  ['a channel it does not know', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
  ['a message without content', { channel, text: '' }, 'no_text'],
  [
    'a section over 3,000 characters',
    { channel, text: 'x', blocks: section('x'.repeat(3001)) },
    'invalid_blocks',
  ],
  ['an empty text', { channel, text: 'x', blocks: section('') }, 'invalid_blocks'],
  [
    'more than 50 blocks',
    { channel, text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' as const })) },
    'invalid_blocks',
  ],
  [
    'a header over 150 characters',
    { channel, text: 'x', blocks: [{ type: 'header' as const, text: text('x'.repeat(151)) }] },
    'invalid_blocks',
  ],
  [
    'a button value over 2,000 characters',
    {
      channel,
      text: 'x',
      blocks: [
        {
          type: 'actions' as const,
          elements: [{ type: 'button' as const, text: text('b'), value: 'x'.repeat(2001) }],
        },
      ],
    },
    'invalid_blocks',
  ],
  [
    'the same block id twice',
    { channel, text: 'x', blocks: [...card, { type: 'divider' as const, block_id: 'decide' }] },
    'invalid_blocks',
  ],
  [
    'blocks that are too long altogether',
    { channel, text: 'x', blocks: Array.from({ length: 5 }, () => section('x'.repeat(2990))).flat() },
    'msg_blocks_too_long',
  ],
  [
    'text that only escaping makes too long',
    {
      channel,
      text: 'x',
      blocks: ['<'.repeat(2990), '<'.repeat(600)].map((long) => ({
        type: 'section' as const,
        text: text(long),
      })),
    },
    'msg_blocks_too_long',
  ],
  [
    'many small blocks, each of which counts for more than it says',
    { channel, text: 'x', blocks: Array.from({ length: 45 }, () => section('x'.repeat(180))).flat() },
    'msg_blocks_too_long',
  ],
  [
    'a reply to a message that is not there',
    { channel, text: 'x', thread_ts: '1.000001' },
    'thread_not_found',
  ],
])('%s', async (_what, message, error) => {
  await expect(local.web.chat.postMessage(message)).rejects.toMatchObject(refusal(error));
  expect(local.slack.messages()).toEqual([]);
});

test('a refused block is pointed at', async () => {
  const sent = local.web.chat.postMessage({ channel, text: 'x', blocks: section('x'.repeat(3001)) });
  await expect(sent).rejects.toMatchObject({
    data: {
      response_metadata: { messages: [expect.stringContaining('[json-pointer:/blocks/0/text/text]')] },
    },
  });
});

test('an update of a message that is not there, or with a text over 4,000 characters', async () => {
  await expect(local.web.chat.update({ channel, ts: '1.000001', text: 'x' })).rejects.toMatchObject(
    refusal('message_not_found'),
  );
  const { ts = '' } = await local.web.chat.postMessage({ channel, text: 'x' });
  for (const long of ['x'.repeat(4001), '漢'.repeat(1400)]) {
    await expect(local.web.chat.update({ channel, ts, text: long })).rejects.toMatchObject(
      refusal('msg_too_long'),
    );
  }
});

test('a token that is wrong or missing, and a method it does not have', async () => {
  await expect(local.clientFor('xoxb-other').auth.test()).rejects.toMatchObject(refusal('invalid_auth'));
  await expect(local.clientFor(undefined).auth.test()).rejects.toMatchObject(refusal('not_authed'));
  await expect(local.web.chat.delete({ channel, ts: '1' })).rejects.toMatchObject(refusal('unknown_method'));
});

test('more than a burst of twenty messages, until a second has passed', async () => {
  const post = () => local.web.chat.postMessage({ channel, text: 'x' });
  for (let sent = 0; sent < 20; sent++) await post();
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  await local.web.chat.postMessage({ channel: 'U0BOB', text: 'another channel' });
  local.now.milliseconds += 1000;
  await post();
  await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
  expect(local.slack.messages()).toHaveLength(22);
});

test('nothing of that kind when the limit is lifted', async () => {
  const free = await startSlack({ limit: false });
  for (let sent = 0; sent < 25; sent++) await free.web.chat.postMessage({ channel, text: 'x' });
  expect(free.slack.messages()).toHaveLength(25);
  await free.stop();
});
