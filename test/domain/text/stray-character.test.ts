import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicyDocument } from '../../../domain/policy/document.ts';
import { pastedFault } from '../../../domain/text/stray-character.ts';
import { anyText } from '../../support/any-text.ts';

const document = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}';

describe('a pasted text', () => {
  test.each([
    ['a byte order mark', `\uFEFF${document}`, 'Line 1, column 1: U+FEFF (a byte order mark'],
    [
      'a no-break space',
      document.replace('  "State', '\u00A0 "State'),
      'Line 3, column 1: U+00A0 (a no-break',
    ],
    [
      'a narrow no-break space',
      document.replace(': []', ':\u202F[]'),
      'Line 3, column 15: U+202F (a no-break',
    ],
    ['curly quotes', '{“Version”: “2012-10-17”}', 'Line 1, column 2: U+201C (a typographic quotation mark'],
    ['one curly quote', '{"Version”: "2012-10-17"}', 'Line 1, column 10: U+201D (a typographic'],
    ['single curly quotes', '{‘Version’: 1}', 'Line 1, column 2: U+2018 (a typographic'],
    ['a zero-width space', '{"a": 1,\u200B"b": 2}', 'Line 1, column 9: U+200B (an invisible character'],
    ['no UTF-8', '\uFFFD\uFFFD{', 'Line 1, column 1: U+FFFD (what stands for bytes'],
    ['a dash', '{"a": –1}', 'Line 1, column 7: U+2013.'],
    ['a letter beyond the plane', '{𠀀}', 'Line 1, column 2: U+20000.'],
    ['URL encoding', encodeURIComponent(document), 'Line 1, column 1: the text is URL-encoded'],
    ['URL encoding of a string', '%22%7B%7D%22', 'Line 1, column 1: the text is URL-encoded'],
  ])('with %s is told with the place', (_what, text, sentence) => {
    expect(pastedFault(text)).toMatch(sentence);
    expect(parsePolicyDocument('managed', text, '/p')).toMatchObject({
      problems: [{ pointer: '/p', code: 'not-json', detail: expect.stringContaining(sentence) }],
    });
  });

  test.each(['{', '{"a": }', "{'a': 1}", '', '{"é": "\u00e9"', '{"a": 100%}'])(
    'is wrong in another way: %j',
    (text) => {
      expect(pastedFault(text)).toBeUndefined();
    },
  );

  test('is never at fault for what stands in its strings, while it is JSON', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const json = JSON.stringify({ text: text.replace(/[\uFEFF“”„‟‘’‚‛«»]|[^\P{Zs} ]/gu, '') });
        expect(pastedFault(json)).toBeUndefined();
      }),
    );
  });
});

test('a character in a string that IAM refuses is named, with its place in the string', () => {
  const Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::“bucket”' };
  expect(parsePolicyDocument('managed', { Version: '2012-10-17', Statement }, '')).toMatchObject({
    problems: [
      {
        pointer: '/Statement/Resource',
        code: 'invalid-character',
        detail: expect.stringContaining('character 14 of this text, U+201C (a typographic quotation mark'),
      },
    ],
  });
});

test('a space that looks like a plain one is seen where a value is quoted', () => {
  const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole\u00a0' };
  expect(parsePolicyDocument('trust', { Statement }, '')).toMatchObject({
    problems: [{ detail: expect.stringContaining('"sts:AssumeRole\\u00a0"') }],
  });
});
