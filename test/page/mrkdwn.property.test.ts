import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escaped } from '../../domain/slack/text.ts';
import { parseMrkdwn } from '../../local/page/mrkdwn.js';
import type { MrkdwnNode } from '../../local/page/mrkdwn-types.d.ts';

function everyNode(nodes: readonly MrkdwnNode[]): MrkdwnNode[] {
  return nodes.flatMap((node) => ('children' in node ? [node, ...everyNode(node.children)] : [node]));
}

/** Text that is made of what mrkdwn gives a meaning to, more often than chance would. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '_',
        '~',
        '`',
        '```',
        '<',
        '>',
        '&',
        '&lt;',
        '&gt;',
        '&amp;',
        '|',
        '!',
        '@',
        '\n',
        ' ',
      ),
      fc.constantFrom('<!channel>', '<@U0BOB>', '<https://a.example|b>', '<!date^1^{date}|c>', ':x:', 'word'),
      fc.constantFrom(
        '<script>',
        '<img src=x onerror=alert(1)>',
        '<javascript:alert(1)|x>',
        '<data:text/html,x>',
      ),
      fc.string({ maxLength: 6 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('whatever the text is', () => {
  test('it parses, and every link leads to a web or mail address', () => {
    fc.assert(
      fc.property(markup, (source) => {
        for (const node of everyNode(parseMrkdwn(source))) {
          const url = 'url' in node ? node.url : undefined;
          if (url !== undefined) expect(url).toMatch(/^(https?:\/\/|mailto:)/i);
        }
      }),
    );
  });

  test('escaped, it can only be styled: no mention, link or date comes out of it', () => {
    const harmless = new Set([
      'text',
      'code',
      'preformatted',
      'break',
      'bold',
      'italic',
      'strike',
      'quote',
      'emoji',
    ]);
    fc.assert(
      fc.property(markup, (source) => {
        const kinds = everyNode(parseMrkdwn(escaped(source))).map(({ kind }) => kind);
        expect(kinds.filter((kind) => !harmless.has(kind))).toEqual([]);
      }),
    );
  });

  test('without any mark it comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        fc.pre(!/[*_~`:\n>]/.test(source));
        const texts = parseMrkdwn(escaped(source)).map((node) => (node.kind === 'text' ? node.text : ''));
        expect(texts.join('')).toBe(source);
      }),
    );
  });

  test('a long run of marks neither overflows the stack nor takes long', () => {
    const source = `${'*_~'.repeat(1000)}x${'~_*'.repeat(1000)}`;
    expect(everyNode(parseMrkdwn(source)).length).toBeGreaterThan(0);
  });
});
