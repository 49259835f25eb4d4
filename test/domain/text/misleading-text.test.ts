import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { inOneLine, spelledOut, withoutMisleading } from '../../../domain/text/misleading-text.ts';
import * as page from '../../../local/page/misleading-text.js';
import { anyText } from '../../support/any-text.ts';

const schema = withoutMisleading(z.string());
const problemsOf = (text: string) => schema.safeParse(text).error?.issues.map(({ message }) => message) ?? [];
const isMisleading = (character: string) => spelledOut(character) !== character;

/** One or more of each kind; the name says which. */
const misleading: [string, string][] = [
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['NUL', '\u0000'],
  ['escape', '\u001b'],
  ['delete', '\u007f'],
  ['next line, a C1 control', '\u0085'],
  ['soft hyphen', '\u00ad'],
  ['variation selector 16', '\ufe0f'],
  ['variation selector 17', '\u{e0100}'],
  ['Mongolian variation selector', '\u180b'],
  ['tag A', '\u{e0041}'],
  ['language tag', '\u{e0001}'],
  ['Hangul filler', '\u3164'],
  ['Hangul choseong filler', '\u115f'],
  ['Hangul jungseong filler', '\u1160'],
  ['halfwidth Hangul filler', '\uffa0'],
  ['empty Braille pattern', '\u2800'],
  ['combining grapheme joiner', '\u034f'],
  ['Khmer inherent vowel', '\u17b4'],
  ['Arabic letter mark', '\u061c'],
  ['right-to-left override', '\u202e'],
  ['left-to-right mark', '\u200e'],
  ['isolate', '\u2066'],
  ['zero width space', '\u200b'],
  ['zero width joiner', '\u200d'],
  ['word joiner', '\u2060'],
  ['byte order mark', '\ufeff'],
  ['interlinear annotation', '\ufff9'],
  ['private use', '\ue000'],
  ['private use beyond U+FFFF', '\u{100000}'],
  ['unassigned', '\u0378'],
  ['noncharacter', '\uffff'],
  ['half a surrogate pair', '\ud83d'],
];

describe.each(misleading)('a %s', (_name, character) => {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');

  test('is spelled out, as JSON would escape it', () => {
    const shown = spelledOut(`a${character}b`);
    expect(shown).toMatch(/^a(\\u[0-9a-f]{4})+b$/);
    expect(JSON.parse(`"${shown}"`)).toBe(`a${character}b`);
  });

  test('is refused with its number and its place', () => {
    expect(problemsOf(`😀\r\n${character}`)).toEqual([
      expect.stringMatching(new RegExp(`^Leave out U\\+${code} \\(.+\\) at character 4: `)),
    ]);
  });
});

test.each([
  ['letters of any alphabet', 'Ünïcødé Ελληνικά כי צריך يحتاج हिन्दी 漢字 한국어'],
  ['emoji that are one character', '😀🚀✅👍🏽'],
  ['layout', 'one\n\ttwo, three'],
  ['typography', '“quoted” — 5 €, 3 × 4…'],
  ['a no-break space', '10\u00a0%'],
])('%s reads as it is', (_what, text) => {
  expect(spelledOut(text)).toBe(text);
  expect(problemsOf(text)).toEqual([]);
});

test('text that was spelled out has nothing left to spell out or to refuse', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const shown = spelledOut(text);
      expect(spelledOut(shown)).toBe(shown);
      expect(problemsOf(shown)).toEqual([]);
      expect(inOneLine(text)).not.toMatch(/[\n\r\t]/);
    }),
  );
});

test('a problem names the first places and counts the others', () => {
  const [message] = problemsOf('\u200b'.repeat(7));
  expect(message).toContain('at character 5 and 2 more:');
});

test('the page spells out what the domain does, for every character there is', () => {
  const different: number[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (page.spelledOut(character) !== spelledOut(character)) different.push(code);
  }
  expect(different).toEqual([]);
  expect(isMisleading('\n')).toBe(false);
});
