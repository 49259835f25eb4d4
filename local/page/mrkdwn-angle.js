/** @import { MrkdwnNode } from './mrkdwn-types.d.ts' */

/** @type {Record<string, string>} */
const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Undoes Slack's escaping, which knows these three entities and no other.
 *
 * @param {string} text
 */
export const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);

/**
 * Whether a link may lead there: a script or data URL may not.
 *
 * @param {string} url
 */
export const isSafeUrl = (url) => /^(?:https?:\/\/|mailto:)/i.test(url) && URL.canParse(url);

/**
 * `!date^SECONDS^FORMAT[^URL]|FALLBACK`
 *
 * @param {string} target
 * @param {string} fallback
 * @returns {MrkdwnNode}
 */
function dateNode(target, fallback) {
  const [, seconds = '', format = '', url] = target.split('^');
  if (!/^\d{1,12}$/.test(seconds) || !format) return { kind: 'text', text: decode(fallback) };
  const link = url && isSafeUrl(decode(url)) ? { url: decode(url) } : {};
  return {
    kind: 'date',
    seconds: Number(seconds),
    format: decode(format),
    fallback: decode(fallback),
    ...link,
  };
}

/**
 * @param {string} target begins with `!`
 * @param {string} label
 * @returns {MrkdwnNode}
 */
function specialNode(target, label) {
  const group = /^!subteam\^([A-Z0-9]+)$/.exec(target)?.[1];
  if (group) return { kind: 'group', id: group, ...(label ? { label: decode(label) } : {}) };
  if (/^!(?:channel|here|everyone)$/.test(target)) return { kind: 'broadcast', name: target.slice(1) };
  if (target.startsWith('!date^')) return dateNode(target, label);
  return { kind: 'text', text: decode(label || `<${target}>`) };
}

/**
 * What stands between `<` and `>`: a mention, a date, a link; anything else is the text it was.
 *
 * @param {string} inner
 * @returns {MrkdwnNode}
 */
export function angleNode(inner) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  const labelled = label ? { label: decode(label) } : {};
  if (target.startsWith('!')) return specialNode(target, label);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { kind: 'user', id: target.slice(1), ...labelled };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), ...labelled };
  const url = decode(target);
  if (isSafeUrl(url)) return { kind: 'link', url, label: decode(label) || url };
  return { kind: 'text', text: decode(`<${inner}>`) };
}
