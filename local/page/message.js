/** @import { Button } from '@slack/types' */
/** @import { SlackMessage, Whisper } from './types.d.ts' */
import { drawBlocks } from './blocks.js';
import { h } from './dom.js';
import { drawText } from './text.js';
import { clock } from './time.js';

/**
 * A message with its thread and with what only the person who is looking sees.
 *
 * @typedef {object} Conversation
 * @property {SlackMessage} parent
 * @property {SlackMessage[]} replies
 * @property {Whisper[]} whispers
 * @property {string} [requestId] of the request it is about
 */

/**
 * What the reader can do with a conversation.
 *
 * @typedef {object} Handlers
 * @property {(message: SlackMessage, button: Button, element: HTMLButtonElement) => void} onButton
 * @property {(whisper: Whisper) => void} onDismiss
 */

/**
 * Whether a message went to one person and not to the channel.
 *
 * @param {SlackMessage} message
 */
export const isDirect = ({ channel }) => /^[UWD][A-Z0-9]+$/.test(channel);

/** @param {Pick<SlackMessage, 'text'>} content */
const textAlone = ({ text }) => drawText({ type: 'mrkdwn', text: text ?? '' });

/**
 * @param {string} ts
 * @param {string} [where]
 */
const byline = (ts, where) =>
  h(
    'div',
    { class: 'byline' },
    h('strong', {}, 'Countersign'),
    h('span', { class: 'app' }, 'APP'),
    clock(ts),
    where && h('span', { class: 'where' }, where),
  );

const appAvatar = () =>
  h('img', { class: 'avatar', src: '/page/icon.svg', alt: '', width: '36', height: '36' });

/**
 * @param {SlackMessage} message
 * @param {Handlers} handlers
 */
function drawMessage(message, { onButton }) {
  const { blocks, ts, thread_ts: thread } = message;
  const isReply = thread !== undefined && thread !== ts;
  return h(
    'div',
    { class: isReply ? 'message reply' : 'message', 'data-testid': `${isReply ? 'reply' : 'card'}-${ts}` },
    appAvatar(),
    h(
      'div',
      { class: 'content' },
      byline(ts, isDirect(message) ? 'direct message' : ''),
      blocks?.length
        ? drawBlocks(blocks, (button, element) => onButton(message, button, element))
        : textAlone(message),
    ),
  );
}

/**
 * @param {Whisper} whisper
 * @param {Handlers} handlers
 */
function drawWhisper(whisper, { onDismiss }) {
  const { at, reply } = whisper;
  const dismiss = { type: 'button', class: 'link', onclick: () => onDismiss(whisper) };
  return h(
    'div',
    { class: 'message whisper', 'data-testid': 'private-reply' },
    appAvatar(),
    h(
      'div',
      { class: 'content' },
      h('p', { class: 'only-you' }, 'Only visible to you'),
      byline(at),
      reply.blocks?.length ? drawBlocks(reply.blocks) : textAlone(reply),
      h('button', dismiss, 'Dismiss message'),
    ),
  );
}

/**
 * Draws a message, its thread under it, and the private answers.
 *
 * @param {Conversation} conversation
 * @param {Handlers} handlers
 */
export function drawConversation({ parent, replies, whispers, requestId }, handlers) {
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  const address = `#/requests/${encodeURIComponent(requestId ?? '')}`;
  return h(
    'article',
    { 'aria-label': parent.text ?? 'Message' },
    drawMessage(parent, handlers),
    replies.length > 0 &&
      h(
        'div',
        { class: 'thread' },
        h('p', { class: 'thread-count' }, count),
        replies.map((reply) => drawMessage(reply, handlers)),
      ),
    whispers.map((whisper) => drawWhisper(whisper, handlers)),
    requestId && h('a', { class: 'to-request', href: address }, 'Open this request →'),
  );
}
