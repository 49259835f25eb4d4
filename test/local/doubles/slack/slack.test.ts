import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Slack } from '../../../../local/doubles/slack/slack.ts';
import { card, channel, startSlack, text } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
beforeEach(async () => {
  local = await startSlack();
});
afterEach(() => local.stop());

const refusal = (error: string) => ({ data: { ok: false, error } });
const section = (words: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: words } },
];

describe('messages', () => {
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
    expect(local.slack.messages()).toMatchObject([
      { ts, text: 'two', blocks: section('done'), updated: true },
    ]);
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
});

describe('what Slack refuses', () => {
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
    await expect(local.web.chat.update({ channel, ts, text: 'x'.repeat(4001) })).rejects.toMatchObject(
      refusal('msg_too_long'),
    );
  });

  test('a token that is wrong or missing, and a method it does not have', async () => {
    await expect(local.clientFor('xoxb-other').auth.test()).rejects.toMatchObject(refusal('invalid_auth'));
    await expect(local.clientFor(undefined).auth.test()).rejects.toMatchObject(refusal('not_authed'));
    await expect(local.web.chat.delete({ channel, ts: '1' })).rejects.toMatchObject(
      refusal('unknown_method'),
    );
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
});

describe('the directory', () => {
  test('finds people by e-mail and id, and the members of groups', async () => {
    const { user } = await local.web.users.lookupByEmail({ email: 'Alice@Example.com' });
    expect(user).toMatchObject({
      id: 'U0ALICE',
      team_id: 'T0COUNTERSIGN',
      profile: { email: 'alice@example.com' },
    });
    expect((await local.web.users.info({ user: 'U0BOB' })).user).toMatchObject({ name: 'bob' });
    const { users } = await local.web.usergroups.users.list({ usergroup: 'S0SECURITY' });
    expect(users).toEqual(['U0BOB', 'U0CAROL']);
    expect((await local.web.auth.test()).team_id).toBe('T0COUNTERSIGN');
    expect((await local.web.conversations.info({ channel })).channel?.name).toBe('aws-access');
  });

  test('says who is not in it', async () => {
    await expect(local.web.users.lookupByEmail({ email: 'eve@example.com' })).rejects.toMatchObject(
      refusal('users_not_found'),
    );
    await expect(local.web.usergroups.users.list({ usergroup: 'S0NONE' })).rejects.toMatchObject(
      refusal('no_such_subteam'),
    );
  });
});

describe('faults', () => {
  test('an injected error keeps the message from being posted; digits are an HTTP status', async () => {
    const post = () => local.web.chat.postMessage({ channel, text: 'x' });
    local.faults.add({ service: 'slack', operation: 'chat.postMessage', fault: 'error:token_revoked' });
    await expect(post()).rejects.toMatchObject(refusal('token_revoked'));
    local.faults.add({ service: 'slack', operation: '*', fault: 'error:ratelimited' });
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    local.faults.add({ service: 'slack', operation: '*', fault: 'error:503' });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
    expect(local.slack.messages()).toEqual([]);
  });

  test('a dropped response leaves the message there; a crash ends the caller', async () => {
    const post = () => local.web.chat.postMessage({ channel, text: 'x' });
    local.faults.add({ service: 'slack', operation: '*', fault: 'drop-response' });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(local.slack.messages()).toHaveLength(1);
    local.faults.add({ service: 'slack', operation: '*', fault: 'crash-before' });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(local.terminated).toEqual(['request-approval']);
    expect(local.slack.messages()).toHaveLength(1);
    expect(local.meter.report().slackCalls).toEqual({ 'chat.postMessage': 2 });
  });
});
