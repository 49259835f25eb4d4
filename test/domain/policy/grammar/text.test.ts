import { describe, expect, test } from '@jest/globals';
import { parsePolicyDocument } from '../../../../domain/policy/document.ts';

const statement = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}';

function problemsOf(value: unknown) {
  const result = parsePolicyDocument('managed', value, '/parameters/PolicyDocument');
  return result.ok ? [] : result.problems;
}

describe('a document given as text', () => {
  test('that is not JSON is refused with line and column', () => {
    const [problem, ...more] = problemsOf(`{\n  "Version": "2012-10-17",\n  "Statement": [${statement},]\n}`);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ pointer: '/parameters/PolicyDocument', code: 'not-json' });
    expect(problem?.detail).toContain('Line 3, column 75');
  });

  test.each([
    ['a comment', `{"Version":"2012-10-17", /* why */ "Statement":${statement}}`],
    ['a second document', `{"Version":"2012-10-17","Statement":${statement}}{}`],
    ['a byte order mark', `\uFEFF{"Version":"2012-10-17","Statement":${statement}}`],
    ['a raw control character', '{"Version":"2012-10-17\u0001"}'],
    ['an unclosed string', '{"Version":"2012-10-17'],
    ['single quotes', "{'Version':'2012-10-17'}"],
    ['a leading zero', '{"Version":01}'],
    ['nothing', ''],
  ])('with %s is not JSON', (_, text) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'not-json' }]);
  });

  test('with a key twice is refused at that key, however deep, also when written with escapes', () => {
    const condition = '{"StringEquals":{"aws:username":"a","aws:\\u0075sername":"b"}}';
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":${condition}}]}`;
    expect(problemsOf(text)).toMatchObject([
      {
        pointer: '/parameters/PolicyDocument/Statement/0/Condition/StringEquals/aws:username',
        code: 'duplicate-key',
      },
    ]);
  });

  test('that is the text of something else than an object is refused', () => {
    expect(problemsOf('[]')).toMatchObject([{ code: 'not-an-object' }]);
    expect(problemsOf('null')).toMatchObject([{ code: 'not-an-object' }]);
    expect(problemsOf('"{}"')).toMatchObject([{ code: 'not-an-object' }]);
  });

  test.each(['12345678901234567890', '1e400', '9007199254740993', '1.00000000000000000001'])(
    'with the number %s is refused',
    (number) => {
      const text = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"NumericEquals":{"s3:max-keys":${number}}}}}`;
      expect(problemsOf(text)).toMatchObject([{ code: 'inexact-number' }]);
    },
  );

  test.each(['10', '1.50', '1e3', '1.5000000000000000', '0.1', '-5', '0', '-0'])(
    'with the number %s is accepted',
    (number) => {
      const text = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"NumericEquals":{"s3:max-keys":${number}}}}}`;
      expect(problemsOf(text)).toEqual([]);
    },
  );
});

describe('a document given either way', () => {
  test.each([
    ['brackets', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['unclosed brackets', '['.repeat(20_000)],
    ['objects', `${'{"Statement":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
  ])('with thousands of nested %s is refused without being walked', (_, text) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'nested-too-deeply' }]);
    if (text.includes('}'))
      expect(problemsOf(JSON.parse(text))).toMatchObject([{ code: 'nested-too-deeply' }]);
  });

  test.each(['\u0100', '\u2028', '\u{1F600}', '\u0000', '\u001B', '\uD800'])(
    'is refused at a character outside what IAM takes (%j), escaped or not',
    (character) => {
      const document = {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::bucket/${character}` },
      };
      const expected = [
        { pointer: '/parameters/PolicyDocument/Statement/Resource', code: 'invalid-character' },
      ];
      expect(problemsOf(document)).toMatchObject(expected);
      expect(problemsOf(JSON.stringify(document))).toMatchObject(expected);
    },
  );

  test('may use Latin-1 and tabs', () => {
    expect(
      problemsOf({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/é\tÿ' },
      }),
    ).toEqual([]);
  });

  test('knows no element called __proto__ or constructor', () => {
    const text = `{"Version":"2012-10-17","__proto__":{"Id":[]},"constructor":1,"Statement":${statement}}`;
    const expected = [
      { pointer: '/parameters/PolicyDocument/__proto__', code: 'unknown-element' },
      { pointer: '/parameters/PolicyDocument/constructor', code: 'unknown-element' },
    ];
    expect(problemsOf(text)).toMatchObject(expected);
    expect(problemsOf(JSON.parse(text))).toMatchObject(expected);
  });

  test('lists a hundred problems and counts the rest', () => {
    const actions = Array.from({ length: 250 }, () => 'nonsense');
    const problems = problemsOf({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: actions, Resource: '*' },
    });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: 'too-many-problems' });
  });
});
