/** @import { RichTextBlock, RichTextElement, RichTextList, RichTextSection } from '@slack/types' */
import { h } from './dom.js';
import { picture } from './emoji.js';
import { isSafeUrl } from './mrkdwn-angle.js';
import * as people from './people.js';
import { link } from './text.js';
import { slackDate } from './time.js';

/**
 * @param {RichTextElement} element
 * @returns {Node | string}
 */
function content(element) {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return isSafeUrl(element.url)
        ? link(element.url, element.text ?? element.url)
        : (element.text ?? element.url);
    case 'user':
      return h('span', { class: 'mention' }, `@${people.nameOf(element.user_id)}`);
    case 'usergroup':
      return h('span', { class: 'mention' }, `@${people.groupName(element.usergroup_id)}`);
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${element.range}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${element.channel_id}`);
    case 'emoji':
      return picture(element.name) ?? `:${element.name}:`;
    case 'date':
      return slackDate(element.timestamp, element.format, element.fallback ?? '');
    default:
      return '';
  }
}

const styleTags = /** @type {const} */ ({ bold: 'strong', italic: 'em', strike: 's', code: 'code' });

/** @param {RichTextElement} element */
function styled(element) {
  /** @type {Node | string} */
  let node = content(element);
  for (const [style, tag] of Object.entries(styleTags)) {
    if (element.style && Object.entries(element.style).some(([name, on]) => name === style && on)) {
      node = h(tag, {}, node);
    }
  }
  return node;
}

/** @param {RichTextList} list */
function drawList(list) {
  const items = list.elements.map((item) => h('li', {}, item.type === 'rich_text_section' && section(item)));
  return h(list.style === 'ordered' ? 'ol' : 'ul', {}, items);
}

/** @param {RichTextSection} it */
const section = (it) => h('div', { class: 'plain-text' }, it.elements.map(styled));

/**
 * A rich_text block: sections, lists, quotes and preformatted text.
 *
 * @param {RichTextBlock} block
 */
export function drawRichText(block) {
  const parts = block.elements.map((part) => {
    if (part.type === 'rich_text_list') return drawList(part);
    if (part.type === 'rich_text_section') return section(part);
    const tag = part.type === 'rich_text_quote' ? 'blockquote' : 'pre';
    return h(tag, tag === 'pre' ? { tabindex: '0' } : {}, part.elements.map(styled));
  });
  return h('div', { class: 'rich-text' }, parts);
}
