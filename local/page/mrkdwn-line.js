/** @import { MrkdwnNode } from './mrkdwn-types.d.ts' */
import { picture } from './emoji.js';
import { angleNode, decode } from './mrkdwn-angle.js';

/** @typedef {{ node: MrkdwnNode, end: number } | null} Found a node and where it ends; null where plain text is */

/** @type {Record<string, 'bold' | 'italic' | 'strike'>} */
const styles = { '*': 'bold', _: 'italic', '~': 'strike' };

/** Marks that enclose something literal. @type {Record<string, string>} */
const literals = { '`': '`', '<': '>' };

/** @param {string} char the one beside a style mark, '' at an end */
const isBoundary = (char) => !/[\p{L}\p{N}]/u.test(char);

/**
 * Where the literal that opens here ends (its closing mark), or `at` itself.
 *
 * @param {string} line
 * @param {number} at
 */
function pastLiteral(line, at) {
  const close = literals[line.charAt(at)];
  return close ? Math.max(at, line.indexOf(close, at + 1)) : at;
}

/**
 * Where the style opened at `start` closes, or -1. A mark closes on the same line, after a character that is no
 * space, before one that is no letter; code spans and <…> inside are stepped over.
 *
 * @param {string} line
 * @param {number} start
 */
function closingMark(line, start) {
  for (let at = start + 1; at < line.length; at += 1) {
    at = pastLiteral(line, at);
    const closes = line.charAt(at) === line.charAt(start) && at > start + 1 && line.charAt(at - 1) !== ' ';
    if (closes && isBoundary(line.charAt(at + 1))) return at;
  }
  return -1;
}

/**
 * @param {string} line
 * @param {number} at
 * @param {string} close
 * @returns {Found}
 */
function literalAt(line, at, close) {
  const end = line.indexOf(close, at + 1);
  if (end <= at + 1) return null;
  const inner = line.slice(at + 1, end);
  return { node: close === '`' ? { kind: 'code', text: decode(inner) } : angleNode(inner), end: end + 1 };
}

/**
 * @param {string} line
 * @param {number} at
 * @returns {Found}
 */
function emojiAt(line, at) {
  const name = /^:([a-z0-9_+-]{1,40}):/.exec(line.slice(at, at + 42))?.[1];
  return name && picture(name) ? { node: { kind: 'emoji', name }, end: at + name.length + 2 } : null;
}

/**
 * @param {string} line
 * @param {number} at
 * @param {string} within marks of the styles around: none opens inside itself, so nesting stays shallow
 * @returns {Found}
 */
function nodeAt(line, at, within) {
  const char = line.charAt(at);
  const close = literals[char];
  if (close) return literalAt(line, at, close);
  if (char === ':') return emojiAt(line, at);
  const kind = within.includes(char) ? undefined : styles[char];
  if (!kind || !isBoundary(line.charAt(at - 1)) || /^\s?$/.test(line.charAt(at + 1))) return null;
  const end = closingMark(line, at);
  if (end < 0) return null;
  return { node: { kind, children: parseLine(line.slice(at + 1, end), within + char) }, end: end + 1 };
}

/**
 * Parses what may stand in one line: styles, code, emoji, and what is between `<` and `>`.
 *
 * @param {string} line
 * @param {string} [within]
 * @returns {MrkdwnNode[]}
 */
export function parseLine(line, within = '') {
  /** @type {MrkdwnNode[]} */
  const nodes = [];
  let textFrom = 0;
  const textUntil = (/** @type {number} */ end) => {
    if (end > textFrom) nodes.push({ kind: 'text', text: decode(line.slice(textFrom, end)) });
  };
  for (let at = 0; at < line.length; ) {
    const found = nodeAt(line, at, within);
    if (found) {
      textUntil(at);
      nodes.push(found.node);
      textFrom = found.end;
    }
    at = found ? found.end : at + 1;
  }
  textUntil(line.length);
  return nodes;
}
