/** @import { MrkdwnElement, PlainTextElement } from '@slack/types' */
/** @import { MrkdwnNode } from './mrkdwn-types.d.ts' */
import { h } from './dom.js';
import { picture, withPictures } from './emoji.js';
import { parseMrkdwn } from './mrkdwn.js';
import * as people from './people.js';
import { slackDate } from './time.js';

/**
 * A link that opens elsewhere. Its address was checked when it was parsed.
 *
 * @param {string} url
 * @param {string | Node} label
 */
export const link = (url, label) =>
  h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);

/** @param {string} text */
const mention = (text) => h('span', { class: 'mention' }, text);

const styleTags = /** @type {const} */ ({ bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote' });

/**
 * @param {MrkdwnNode & { kind: 'date' }} node
 */
function drawDate(node) {
  const time = slackDate(node.seconds, node.format, node.fallback);
  return node.url ? link(node.url, time) : time;
}

/**
 * @param {MrkdwnNode} node
 * @returns {Node | string}
 */
function drawNode(node) {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return h('code', {}, node.text);
    case 'preformatted':
      return h('pre', { tabindex: '0' }, node.text);
    case 'break':
      return h('br');
    case 'link':
      return link(node.url, node.label);
    case 'user':
      return mention(`@${node.label ?? people.nameOf(node.id)}`);
    case 'group':
      return mention(`@${node.label?.replace(/^@/, '') ?? people.groupName(node.id)}`);
    case 'channel':
      return mention(`#${node.label ?? node.id}`);
    case 'broadcast':
      return mention(`@${node.name}`);
    case 'date':
      return drawDate(node);
    case 'emoji':
      return h('span', { title: `:${node.name}:` }, picture(node.name));
    default:
      return h(styleTags[node.kind], {}, node.children.map(drawNode));
  }
}

/**
 * @param {string} source
 * @returns {(Node | string)[]}
 */
export const drawMrkdwn = (source) => parseMrkdwn(source).map(drawNode);

/**
 * Plain text has no markup but Slack's emoji names, unless `emoji` is false.
 *
 * @param {PlainTextElement} text
 */
const drawPlain = (text) => (text.emoji === false ? text.text : withPictures(text.text));

/**
 * A text object of Block Kit, in a box that keeps the line breaks of plain text.
 *
 * @param {PlainTextElement | MrkdwnElement} text
 */
export function drawText(text) {
  if (text.type === 'mrkdwn') return h('div', { class: 'mrkdwn' }, drawMrkdwn(text.text));
  return h('div', { class: 'plain-text' }, drawPlain(text));
}

/**
 * @param {PlainTextElement | undefined} text
 * @param {string} otherwise
 */
export const plain = (text, otherwise) => (text ? drawPlain(text) : otherwise);
