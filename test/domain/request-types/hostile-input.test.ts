import { describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { exampleWith, planned } from './plan-context.ts';

/** As much as a body may hold (64 KiB), in the shapes that hurt careless code. */
const size = 64 * 1024;
const many = <Value>(value: Value, bytes: number): Value[] =>
  Array.from({ length: size / bytes }, () => value);
const nested = '['.repeat(20_000);
const hostile: [string, unknown][] = [
  ['a long word', 'a'.repeat(size)],
  ['a long word with a blank', `${'a'.repeat(size)} `],
  ['slashes', '/'.repeat(size)],
  ['a path that never ends', `/${'a/'.repeat(size / 2)} `],
  ['an ARN that never ends', `arn:aws:iam::111122223333:role/${'a/'.repeat(size / 2)} `],
  ['an ARN with a long name', `arn:aws:iam::111122223333:role/${'a'.repeat(size)} `],
  ['colons', ':'.repeat(size)],
  ['nested brackets as text', nested],
  ['nested brackets', JSON.parse(`${nested}${']'.repeat(20_000)}`)],
  ['many ones', many(1, 2)],
  ['many empty texts', many('', 3)],
  ['many tags', many({ Key: 'k', Value: 'aws:' }, 24)],
  ['many statements', { Version: '2012-10-17', Statement: many({ Effect: 'Allow', Action: '*' }, 32) }],
  ['many actions', { Statement: { Effect: 'Allow', Action: many('*a*b*c*d*e*f*', 15) } }],
  ['one endless action', { Statement: { Effect: 'Allow', Action: '*a'.repeat(size / 2) } }],
  ['many keys', Object.fromEntries(many(0, 8).map((_, index) => [`k${index}`, 0]))],
];

describe.each(requestTypeNames)('%s', (type) => {
  const fields = [
    ...Object.keys(exampleWith(type, {})),
    'Path',
    'Tags',
    'tags',
    'sessionPolicy',
    'managedPolicyArns',
  ];

  test.each(hostile)('refuses %s in any field with a short answer', (_name, value) => {
    for (const field of fields) {
      const result = planned(type, exampleWith(type, { [field]: value, other: 1 }));
      expect(JSON.stringify(result.ok ? [] : result.problems).length).toBeLessThan(size);
      expect(result.ok).toBe(false);
    }
    expect(planned(type, value).ok).toBe(false);
  });
});
