/** @import { MrkdwnNode, ParseMrkdwn } from './mrkdwn-types.d.ts' */
import { decode } from './mrkdwn-angle.js';
import { parseLine } from './mrkdwn-line.js';

/**
 * Lines of text: those that begin with `>` (sent as `&gt;`) are quotes, neighbours in one.
 *
 * @param {string} source
 * @returns {MrkdwnNode[]}
 */
function parseLines(source) {
  /** @type {MrkdwnNode[]} */
  const nodes = [];
  for (const [index, line] of source.split('\n').entries()) {
    const quoted = /^(?:&gt;|>) ?(.*)$/s.exec(line)?.[1];
    const last = nodes.at(-1);
    if (quoted === undefined) {
      if (index > 0 && last?.kind !== 'quote') nodes.push({ kind: 'break' });
      nodes.push(...parseLine(line));
    } else if (last?.kind === 'quote') {
      last.children.push({ kind: 'break' }, ...parseLine(quoted));
    } else {
      nodes.push({ kind: 'quote', children: parseLine(quoted) });
    }
  }
  return nodes;
}

/**
 * Parses Slack's mrkdwn into a tree of nodes: pure data, whose texts are already unescaped.
 * Rules: https://docs.slack.dev/messaging/formatting-message-text
 *
 * @type {ParseMrkdwn}
 */
export function parseMrkdwn(source) {
  return source.split(/```(.+?)```/s).flatMap((part, index) => {
    if (index % 2 === 1) return [{ kind: 'preformatted', text: decode(part.replace(/^\n|\n$/g, '')) }];
    return part === '' ? [] : parseLines(part);
  });
}
