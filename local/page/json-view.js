/** @import { Child } from './types.d.ts' */
import { h } from './dom.js';

/**
 * A policy document may come as a string of JSON; it reads better as the object it is.
 *
 * @param {string} text
 * @returns {object | undefined} undefined for any other string
 */
function documentIn(text) {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} open
 * @param {Child[]} entries
 * @param {string} close
 * @param {string} indent
 * @returns {Child}
 */
function lines(open, entries, close, indent) {
  if (entries.length === 0) return open + close;
  const separated = entries.map((entry, index) => [
    `\n${indent}  `,
    entry,
    index < entries.length - 1 ? ',' : '',
  ]);
  return [open, separated, `\n${indent}${close}`];
}

/**
 * @param {unknown} value
 * @param {string} indent
 * @returns {Child}
 */
function draw(value, indent) {
  if (typeof value === 'string') {
    const parsed = documentIn(value);
    if (parsed) return [h('span', { class: 'json-note' }, 'JSON document '), draw(parsed, indent)];
    return h('span', { class: 'json-string' }, JSON.stringify(value));
  }
  if (typeof value !== 'object' || value === null) return h('span', { class: 'json-literal' }, String(value));
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => draw(item, deeper));
    return lines('[', items, ']', indent);
  }
  const entries = Object.entries(value).map(([key, item]) => [
    h('span', { class: 'json-key' }, JSON.stringify(key)),
    ': ',
    draw(item, deeper),
  ]);
  return lines('{', entries, '}', indent);
}

/**
 * A JSON value, indented and coloured; documents inside strings are opened up.
 *
 * @param {unknown} value
 */
export const jsonView = (value) => h('pre', { class: 'json', tabindex: '0' }, draw(value, ''));
