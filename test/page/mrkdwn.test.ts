import { describe, expect, test } from '@jest/globals';
import { parseMrkdwn } from '../../local/page/mrkdwn.js';
import type { MrkdwnNode } from '../../local/page/mrkdwn-types.d.ts';

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
