import * as z from 'zod';
import { type Block, blockList, withIds } from './blocks/blocks.ts';
import { maxBlocks, sizeOfBlocks } from './blocks/size.ts';
import { channelId } from './channel-id.ts';
import type { Message, Messages } from './messages.ts';
import type { Pace } from './pace.ts';
import { appId, botId, botUserId, people, teamId } from './people.ts';
import type { PrivateReplies } from './private-replies.ts';
import { parseArgument, SlackError, SlackRateLimited } from './slack-error.ts';

const content = { text: z.string().default(''), blocks: z.unknown().optional() };
const post = z.object({ channel: z.string().min(1), thread_ts: z.string().optional(), ...content });
const update = z.object({ channel: z.string().min(1), ts: z.string().min(1), ...content });
const ephemeral = z.object({ channel: z.string().min(1), user: z.string().min(1), ...content });
const response = z.object({ replace_original: z.boolean().default(false), ...content });

/**
 * Slack cuts a message's text here, and refuses an update with more than that, in bytes
 * (https://docs.slack.dev/reference/methods/chat.update says characters; others saw 4,121 bytes of 1,993 refused).
 */
const maxText = 40_000;
const maxUpdate = 4000;

interface Parts {
  messages: Messages;
  replies: PrivateReplies;
  pace: Pace | undefined;
  newId: () => string;
}

/** chat.postMessage, chat.update and chat.postEphemeral. */
export class Chat {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  post(input: object): object {
    const { channel: to, thread_ts, ...given } = parse(post, input);
    const { messages, pace } = this.#parts;
    const id = channelId(to);
    const { text, blocks } = this.#content(given);
    if (thread_ts !== undefined && !messages.has(thread_ts)) throw new SlackError('thread_not_found');
    const wait = pace?.take(id) ?? 0;
    if (wait > 0) throw new SlackRateLimited(wait);
    const thread = thread_ts !== undefined && { thread_ts };
    return answer(messages.add({ channel: id, text: text.slice(0, maxText), blocks, ...thread }));
  }

  update(input: object): object {
    const { channel: to, ts, ...given } = parse(update, input);
    const { messages } = this.#parts;
    const id = channelId(to);
    const { text, blocks } = this.#content(given);
    if (Buffer.byteLength(text) > maxUpdate) throw new SlackError('msg_too_long');
    if (messages.find(ts).channel !== id) throw new SlackError('message_not_found');
    return answer(messages.update(ts, { text, blocks }));
  }

  ephemeral(input: object): object {
    const { channel: to, user, ...given } = parse(ephemeral, input);
    const { messages, replies } = this.#parts;
    const id = channelId(to);
    if (!people.some((person) => person.id === user)) throw new SlackError('user_not_in_channel');
    const ts = messages.nextTs();
    replies.add({ user, ts, channel: id, ...this.#content(given) });
    return { message_ts: ts };
  }

  /** What a response URL takes: a message to the clicker alone, unless it replaces the one that was clicked. */
  respond(id: string, input: object): void {
    const { messages, replies } = this.#parts;
    const { user, messageTs } = replies.useResponse(id);
    const { replace_original, ...given } = parse(response, input);
    const sent = this.#content(given);
    if (replace_original) messages.update(messageTs, sent);
    else {
      const { channel: where } = messages.find(messageTs);
      replies.add({ user, clickId: id, ts: messages.nextTs(), channel: where, ...sent });
    }
  }

  #content({ text, blocks }: { text: string; blocks?: unknown }): { text: string; blocks: Block[] } {
    const checked = blocks === undefined ? [] : checkedBlocks(blocks);
    if (text === '' && checked.length === 0) throw new SlackError('no_text');
    return { text, blocks: withIds(checked, this.#parts.newId) };
  }
}

function checkedBlocks(blocks: unknown): Block[] {
  const checked = parseArgument(blockList(50), blocks, { code: 'invalid_blocks', at: '/blocks' });
  if (sizeOfBlocks(checked) > maxBlocks) throw new SlackError('msg_blocks_too_long');
  return checked;
}

function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseArgument(schema, input, { code: 'invalid_arguments', at: '' });
}

function answer({ channel: id, ts, text, blocks, thread_ts }: Message): object {
  const thread = thread_ts !== undefined && { thread_ts };
  const sender = { type: 'message', user: botUserId, bot_id: botId, app_id: appId, team: teamId };
  return { channel: id, ts, text, message: { ...sender, text, ts, blocks, ...thread } };
}
