import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Slack } from '../../../../local/doubles/slack/slack.ts';
import { card, channel, section, startSlack } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
beforeEach(async () => {
  local = await startSlack();
});
afterEach(() => local.stop());

test('are recorded oldest first, each with an id of its own, even within one millisecond', async () => {
  const { ts = '' } = await local.web.chat.postMessage({ channel, text: 'one', blocks: card });
  const second = await local.web.chat.postMessage({
    channel: '#aws-access',
    text: 'two',
    thread_ts: ts,
  });
  expect(Number(second.ts)).toBeGreaterThan(Number(ts));
  expect(ts).toMatch(/^\d{10}\.\d{6}$/);
  expect(local.slack.messages()).toMatchObject([
    { channel, ts, text: 'one', blocks: card, updated: false },
    { channel, ts: second.ts, text: 'two', blocks: [], thread_ts: ts, updated: false },
  ]);
});

test('an update replaces the text and the blocks; without blocks they are gone', async () => {
  const { ts = '' } = await local.web.chat.postMessage({ channel, text: 'one', blocks: card });
  await local.web.chat.update({ channel, ts, text: 'two', blocks: section('done') });
  expect(local.slack.messages()).toMatchObject([{ ts, text: 'two', blocks: section('done'), updated: true }]);
  await local.web.chat.update({ channel, ts, text: 'three' });
  expect(local.slack.messages()).toMatchObject([{ text: 'three', blocks: [] }]);
  expect(local.slack.versions(ts)).toMatchObject([[], section('done'), card]);
});

test('a message to a person goes to the conversation with that person alone', async () => {
  const answer = await local.web.chat.postMessage({ channel: 'U0ALICE', text: 'done' });
  expect(answer.channel).toBe('D0ALICE');
  await local.web.chat.update({ channel: 'D0ALICE', ts: answer.ts ?? '', text: 'really done' });
  expect(local.slack.messages()).toMatchObject([{ channel: 'D0ALICE', text: 'really done' }]);
});

test('user text arrives as it was sent, whatever it looks like', async () => {
  const words = 'true & <!channel> + "%20" é\n`x`';
  await local.web.chat.postMessage({ channel, text: words });
  await local.web.chat.postMessage({ channel, text: 'true' });
  expect(local.slack.messages().map((message) => message.text)).toEqual([words, 'true']);
});

test('one to a single person is not a message of the channel', async () => {
  await local.web.chat.postEphemeral({ channel, user: 'U0MALLORY', text: 'you may not' });
  expect(local.slack.messages()).toEqual([]);
  expect(local.slack.privateReplies()).toMatchObject([{ user: 'U0MALLORY', channel, text: 'you may not' }]);
});

test('survive in a snapshot, and later ones get later ids', async () => {
  const { ts = '' } = await local.web.chat.postMessage({ channel, text: 'one', blocks: card });
  await local.web.chat.update({ channel, ts, text: 'two' });
  const state: unknown = JSON.parse(JSON.stringify(local.slack.snapshot()));
  const earlier = () => new Date(0);
  const restored = new Slack({ clock: earlier, newId: () => 'id', state });
  expect(restored.messages()).toEqual(local.slack.messages());
  restored.call('chat.postMessage', { channel, text: 'three' });
  expect(Number(restored.messages().at(-1)?.ts)).toBeGreaterThan(Number(ts));
});
