import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PolicyKind, parsePolicyDocument } from '../../../domain/policy/document.ts';
import { awsManaged, corpus } from '../../fixtures/policies/corpus.ts';
import { anyText } from '../../support/any-text.ts';

const kinds: PolicyKind[] = ['trust', 'managed', 'session', 'ram'];
const valid = corpus.filter(({ verdict }) => verdict === 'valid');
const invalid = corpus.filter(({ verdict }) => verdict === 'invalid');

function problemsOf(kind: PolicyKind, value: unknown, pointer = '') {
  const result = parsePolicyDocument(kind, value, pointer);
  return result.ok ? [] : result.problems;
}

describe('the corpus', () => {
  test.each(valid)('$id is accepted: $why', ({ kind, document, raw }) => {
    expect(problemsOf(kind, document ?? raw)).toEqual([]);
  });

  test.each(invalid)('$id is refused at $pointer: $why', ({ kind, document, raw, pointer }) => {
    expect(problemsOf(kind, document ?? raw).map((problem) => problem.pointer)).toContain(pointer);
  });

  test.each(invalid.filter(({ document }) => document !== undefined))(
    '$id is refused at $pointer as text too',
    ({ kind, document, pointer }) => {
      const problems = problemsOf(kind, JSON.stringify(document, null, 2), '/parameters/Document');
      expect(problems.map((problem) => problem.pointer)).toContain(`/parameters/Document${pointer}`);
    },
  );
});

test('every managed policy that AWS publishes is accepted, size aside', () => {
  const refused = awsManaged.flatMap(({ name, document }) =>
    problemsOf('managed', document)
      .filter(({ code }) => code !== 'policy-too-large')
      .map((problem) => ({ name, ...problem })),
  );
  expect(refused).toEqual([]);
});

describe('what is sent to AWS', () => {
  test('is minified JSON in the order the requester wrote', () => {
    const text =
      '{\n "Statement": {"Resource": "*", "Effect": "Allow",\t"Action": "s3:GetObject"},\n "Version": "2012-10-17" }';
    expect(parsePolicyDocument('managed', text, '')).toEqual({
      ok: true,
      document: JSON.parse(text),
      text: '{"Statement":{"Resource":"*","Effect":"Allow","Action":"s3:GetObject"},"Version":"2012-10-17"}',
    });
  });

  test('spells the effect of a RAM permission as AWS does', () => {
    const result = parsePolicyDocument(
      'ram',
      { Effect: 'ALLOW', Action: ['codebuild:BatchGetProjects'] },
      '',
    );
    expect(result).toMatchObject({
      ok: true,
      text: '{"Effect":"Allow","Action":["codebuild:BatchGetProjects"]}',
    });
  });
});

describe('any input', () => {
  test('gets a verdict, and what is accepted is accepted again as the text that is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.jsonValue({ maxDepth: 8 }), (kind, value) => {
        const result = parsePolicyDocument(kind, value, '');
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        else expect(parsePolicyDocument(kind, result.text, '')).toEqual(result);
      }),
    );
  });

  test('that is a string gets a verdict whatever it holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), anyText({ maxLength: 200 }), (kind, text) => {
        expect(problemsOf(kind, text)).not.toEqual([]);
      }),
    );
  });

  test('with every character of a valid document replaced in turn is judged alike as text and as object', () => {
    const text =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"*"}]}';
    const edit = fc.tuple(fc.nat(text.length - 1), fc.constantFrom(...'{}[]":,*A5\\ '));
    fc.assert(
      fc.property(edit, ([index, character]) => {
        const edited = text.slice(0, index) + character + text.slice(index + 1);
        let parsed: unknown;
        try {
          parsed = JSON.parse(edited);
        } catch {
          expect(problemsOf('managed', edited)).toMatchObject([{ code: 'not-json' }]);
          return;
        }
        expect(problemsOf('managed', edited)).toEqual(problemsOf('managed', parsed));
      }),
    );
  });
});
