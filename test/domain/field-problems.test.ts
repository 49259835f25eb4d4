import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { parseFields } from '../../domain/field-problems.ts';

const schema = z.strictObject({
  name: z
    .string()
    .min(2)
    .max(3)
    .regex(/^[a-z]+$/, 'Lower-case letters only.'),
  size: z.int().min(1).max(9).optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z
    .array(z.strictObject({ 'a/b~c': z.boolean() }))
    .min(1)
    .max(2)
    .optional(),
  even: z
    .int()
    .refine((value) => value % 2 === 0, { params: { code: 'odd' }, error: 'Must be even.' })
    .optional(),
});

function problems(input: unknown, base = '') {
  const parsed = parseFields(schema, input, base, { token: 'Tokens are ours.' });
  return parsed.ok ? [] : parsed.problems;
}

describe('field problems', () => {
  test('are none for what the schema takes', () => {
    expect(parseFields(schema, { name: 'ab' }, '')).toEqual({ ok: true, value: { name: 'ab' } });
  });

  test.each([
    [{}, '/name', 'missing', 'This field is required.'],
    [{ name: undefined }, '/name', 'missing', 'This field is required.'],
    [{ name: 3 }, '/name', 'wrong-type', 'Must be a string, not a number.'],
    [
      { name: null },
      '/name',
      'wrong-type',
      'Must be a string, not null; leave the field out if it has no value.',
    ],
    [{ name: [] }, '/name', 'wrong-type', 'Must be a string, not a list.'],
    [{ name: {} }, '/name', 'wrong-type', 'Must be a string, not an object.'],
    [{ name: 'a' }, '/name', 'too-short', 'Must have at least 2 characters.'],
    [{ name: 'abcd' }, '/name', 'too-long', 'Must have at most 3 characters.'],
    [{ name: 'AB' }, '/name', 'pattern', 'Lower-case letters only.'],
    [{ name: 'ab', size: 0 }, '/size', 'too-small', 'Must be at least 1.'],
    [{ name: 'ab', size: 10 }, '/size', 'too-big', 'Must be at most 9.'],
    [{ name: 'ab', size: 1.5 }, '/size', 'wrong-type', 'Must be a whole number, not 1.5.'],
    [{ name: 'ab', size: 2 ** 53 }, '/size', 'too-big', 'Must be at most 9.'],
    [{ name: 'ab', kind: 'c' }, '/kind', 'invalid-value', 'Must be one of: a, b.'],
    [{ name: 'ab', list: [] }, '/list', 'too-few', 'Must have at least 1 entry.'],
    [{ name: 'ab', list: [1, 2, 3] }, '/list', 'too-many', 'Must have at most 2 entries.'],
    [{ name: 'ab', list: [{}] }, '/list/0/a~1b~0c', 'missing', 'This field is required.'],
    [{ name: 'ab', even: 1 }, '/even', 'odd', 'Must be even.'],
    [
      { name: 'ab', Size: 1 },
      '/Size',
      'unknown-field',
      'No such field. Names are case-sensitive: did you mean size?',
    ],
    [{ name: 'ab', 'x/y': 1 }, '/x~1y', 'unknown-field', 'No such field. Remove it, or check its spelling.'],
    [{ name: 'ab', token: 1 }, '/token', 'refused-field', 'Tokens are ours.'],
    [
      { name: 'ab', toString: 1 },
      '/toString',
      'unknown-field',
      'No such field. Remove it, or check its spelling.',
    ],
  ])('of %j: %s is %s', (input, pointer, code, detail) => {
    expect(problems(input)).toContainEqual({ pointer, code, detail });
  });

  test('are all told at once, below the pointer where the input stood', () => {
    expect(
      problems({ name: 'A', size: '1', x: 1, y: 2 }, '/parameters').map(({ pointer }) => pointer),
    ).toEqual(['/parameters/name', '/parameters/name', '/parameters/size', '/parameters/x', '/parameters/y']);
  });
});
