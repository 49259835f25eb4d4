import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineAt, linesOf } from '../../local/page/json-lines.js';

const text = `{
  "type": "iam-role",
  "parameters": {
    "RoleName": "a", "Path": "/x/",
    "Policy": { "Statement": [
      { "Action": ["s3:*", "sqs:*"] },
      {
        "Action/~": "{[,:\\\\\\""
      } ] }
  }
}`;

test.each([
  ['', 1],
  ['/type', 2],
  ['/parameters', 3],
  ['/parameters/Path', 4],
  ['/parameters/Policy/Statement/0/Action/1', 6],
  ['/parameters/Policy/Statement/1', 7],
  ['/parameters/Policy/Statement/1/Action~1~0', 8],
  ['/parameters/Policy/Statement/1/Effect', 7],
  ['/parameters/RoleName/Statement/0', 4],
  ['/nothing/like/it', 1],
])('the pointer %s leads to line %i', (pointer, line) => {
  expect(lineAt(linesOf(text), pointer)).toBe(line);
});

test('each member of any JSON is on the line that has its name, and no text is too odd', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const written = JSON.stringify(value, null, 2);
      const lines = linesOf(written);
      for (const key of Object.keys(JSON.parse(written))) {
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        expect(written.split('\n')[lineAt(lines, pointer) - 1]).toContain(JSON.stringify(key));
      }
    }),
  );
  fc.assert(
    fc.property(fc.string(), (odd) => {
      expect(lineAt(linesOf(odd), '/a/0')).toBeGreaterThan(0);
    }),
  );
});
