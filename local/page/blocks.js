/** @import { ActionsBlockElement, AnyBlock, Button, ContextBlock, InputBlock, KnownBlock, SectionBlock } from '@slack/types' */
import { h } from './dom.js';
import { isSafeUrl } from './mrkdwn-angle.js';
import { drawRichText } from './rich-text.js';
import { drawText, plain } from './text.js';

/**
 * What happens when a button of these blocks is clicked.
 *
 * @typedef {(button: Button, element: HTMLButtonElement) => void} OnClick
 */

/** @param {string} what */
const unsupported = (what) => h('p', { class: 'unsupported' }, `A ${what}, which this page does not draw.`);

/**
 * @param {Button} button
 * @param {OnClick} onClick
 */
function drawButton(button, onClick) {
  const kind = `slack-button ${button.style ?? 'plain'}`;
  const label = plain(button.text, 'Button');
  if (button.url && isSafeUrl(button.url)) {
    return h('a', { class: kind, href: button.url, target: '_blank', rel: 'noopener noreferrer' }, label);
  }
  /** @type {HTMLButtonElement} */
  const element = h('button', {
    type: 'button',
    class: kind,
    'data-testid': `button-${button.action_id ?? 'unnamed'}`,
    'aria-label': button.accessibility_label,
    onclick: () => onClick(button, element),
  });
  element.textContent = label;
  return element;
}

/**
 * @param {NonNullable<SectionBlock['accessory']> | ActionsBlockElement} element
 * @param {OnClick} onClick
 */
const drawElement = (element, onClick) =>
  element.type === 'button' ? drawButton(element, onClick) : unsupported(element.type);

/**
 * @param {SectionBlock} block
 * @param {OnClick} onClick
 */
function drawSection(block, onClick) {
  const fields = block.fields?.map((field) => h('div', { class: 'field' }, drawText(field)));
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-body' },
      block.text && drawText(block.text),
      fields && h('div', { class: 'fields' }, fields),
    ),
    block.accessory && drawElement(block.accessory, onClick),
  );
}

/** @param {ContextBlock} block */
function drawContext(block) {
  const elements = block.elements.map((element) =>
    element.type === 'image' ? h('span', {}, element.alt_text) : drawText(element),
  );
  return h('div', { class: 'context' }, elements);
}

/** @param {InputBlock} block */
function drawInput(block) {
  const { element } = block;
  if (element.type !== 'plain_text_input') return unsupported(element.type);
  const name = `${block.block_id ?? ''} ${element.action_id ?? ''}`;
  const attributes = { name, required: !block.optional, maxlength: element.max_length ?? null };
  const input = element.multiline ? h('textarea', { ...attributes, rows: '4' }) : h('input', attributes);
  return h(
    'label',
    { class: 'input' },
    h('span', { class: 'input-label' }, plain(block.label, '')),
    input,
    block.hint && h('span', { class: 'hint' }, plain(block.hint, '')),
  );
}

/**
 * @param {KnownBlock} block
 * @param {OnClick} onClick
 */
function drawBlock(block, onClick) {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'slack-header' }, plain(block.text, ''));
    case 'section':
      return drawSection(block, onClick);
    case 'context':
      return drawContext(block);
    case 'divider':
      return h('hr');
    case 'actions':
      return h(
        'div',
        { class: 'actions' },
        block.elements.map((element) => drawElement(element, onClick)),
      );
    case 'rich_text':
      return drawRichText(block);
    case 'input':
      return drawInput(block);
    default:
      return unsupported(block.type);
  }
}

/**
 * Slack's types have a block of any type beside the known ones; what is not known is drawn as unsupported.
 *
 * @param {AnyBlock} block
 * @returns {block is KnownBlock}
 */
const isKnown = (block) => typeof block.type === 'string';

/**
 * Draws the blocks of a message or a modal, as Slack does.
 *
 * @param {readonly AnyBlock[]} blocks
 * @param {OnClick} [onClick]
 * @returns {HTMLElement[]}
 */
export const drawBlocks = (blocks, onClick = () => {}) =>
  blocks.filter(isKnown).map((block) => drawBlock(block, onClick));
