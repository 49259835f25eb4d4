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

describe('what mrkdwn can say', () => {
  test('styles stand between their marks', () => {
    expect(parseMrkdwn('*bold* _it_ ~no~ `x`')).toEqual([
      { kind: 'bold', children: [{ kind: 'text', text: 'bold' }] },
      { kind: 'text', text: ' ' },
      { kind: 'italic', children: [{ kind: 'text', text: 'it' }] },
      { kind: 'text', text: ' ' },
      { kind: 'strike', children: [{ kind: 'text', text: 'no' }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'x' },
    ]);
  });

  test.each(['snake_case_name', '2 * 3 * 4', '* not bold*', '*open', '``', '<>', ':unknown_emoji:'])(
    '%j is plain text',
    (text) => {
      expect(parseMrkdwn(text)).toEqual([{ kind: 'text', text }]);
    },
  );

  test('styles nest, and code inside them is literal', () => {
    expect(parseMrkdwn('*a _b_ `*c*`*')).toEqual([
      {
        kind: 'bold',
        children: [
          { kind: 'text', text: 'a ' },
          { kind: 'italic', children: [{ kind: 'text', text: 'b' }] },
          { kind: 'text', text: ' ' },
          { kind: 'code', text: '*c*' },
        ],
      },
    ]);
  });

  test('a preformatted box keeps its lines and has no markup inside', () => {
    expect(parseMrkdwn('```\n{ "a": *b* }\n&lt;c&gt;\n```')).toEqual([
      { kind: 'preformatted', text: '{ "a": *b* }\n<c>' },
    ]);
  });

  test('lines that begin with an escaped > are one quote', () => {
    expect(parseMrkdwn('&gt; a\n&gt; b\nc')).toEqual([
      {
        kind: 'quote',
        children: [{ kind: 'text', text: 'a' }, { kind: 'break' }, { kind: 'text', text: 'b' }],
      },
      { kind: 'text', text: 'c' },
    ]);
  });

  test.each<[string, MrkdwnNode]>([
    ['<@U0BOB>', { kind: 'user', id: 'U0BOB' }],
    ['<!subteam^S0LEADS>', { kind: 'group', id: 'S0LEADS' }],
    ['<!here>', { kind: 'broadcast', name: 'here' }],
    ['<#C0APPROVALS|approvals>', { kind: 'channel', id: 'C0APPROVALS', label: 'approvals' }],
    [
      '<https://a.example/?b=1&amp;c|d &amp; e>',
      { kind: 'link', url: 'https://a.example/?b=1&c', label: 'd & e' },
    ],
    [
      '<!date^1392734382^{date} {time}|then>',
      { kind: 'date', seconds: 1392734382, format: '{date} {time}', fallback: 'then' },
    ],
    ['<!date^soon^{date}|then>', { kind: 'text', text: 'then' }],
    ['<javascript:alert(1)|click>', { kind: 'text', text: '<javascript:alert(1)|click>' }],
    [':white_check_mark:', { kind: 'emoji', name: 'white_check_mark' }],
  ])('%s', (source, node) => {
    expect(parseMrkdwn(source)).toEqual([node]);
  });

  test('only the three entities that Slack knows are unescaped, and only once', () => {
    expect(parseMrkdwn('&amp;lt; &lt; &quot; &#60;')).toEqual([
      { kind: 'text', text: '&lt; < &quot; &#60;' },
    ]);
  });
});

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
