import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeOf } from '../../../local/authorization/conditions.ts';

const arn = 'arn:aws:iam::111122223333:role/own/work';
/** Whether a condition on one key holds for a call that says this of it. */
const holds = (operator: string, wanted: string[], said: string[] | undefined) =>
  judgeOf({ [operator]: { key: wanted } })(() => said);

describe('an operator', () => {
  test.each<[string, string[], string[] | undefined, boolean]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', ['a'], ['A'], false],
    ['StringEquals', ['a*'], ['ab'], false],
    ['StringEquals', ['a'], undefined, false],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a'], undefined, true],
    ['StringEqualsIgnoreCase', ['a'], ['A'], true],
    ['StringLike', ['a?*'], ['abc'], true],
    ['StringLike', ['?*'], [''], false],
    ['StringNotLike', ['a*'], ['abc'], false],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringEqualsIfExists', ['a'], ['b'], false],
    ['ArnEquals', ['arn:aws:iam::*:role/*'], [arn], true],
    ['ArnLike', ['arn:aws:iam::111122223333:role/own/*'], [arn], true],
    ['ArnLike', ['arn:*'], [arn], false],
    ['ArnLike', ['arn:aws:iam:*'], [arn], false],
    ['ArnNotEquals', [arn], [arn], false],
    ['ArnNotLike', ['arn:aws:iam::*:role/other'], [arn], true],
    ['Bool', ['true'], ['True'], true],
    ['Bool', ['true'], undefined, false],
    ['Null', ['true'], undefined, true],
    ['Null', ['true'], ['x'], false],
    ['Null', ['false'], ['x'], true],
    ['NumericLessThan', ['1.2'], ['1.3'], false],
    ['NumericLessThanEquals', ['10'], ['9'], true],
    ['NumericGreaterThan', ['10'], ['9'], false],
    ['NumericEquals', ['10'], ['10.0'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'a'], false],
    ['ForAnyValue:StringEquals', ['a'], ['b', 'a'], true],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringLikeIfExists', ['a'], undefined, true],
  ])('%s %j of %j: %s', (operator, wanted, said, expected) => {
    expect(holds(operator, wanted, said)).toBe(expected);
  });

  test('and its negation never agree about a value that is there', () => {
    const pairs = fc.constantFrom(
      ['StringEquals', 'StringNotEquals'],
      ['StringLike', 'StringNotLike'],
      ['ArnLike', 'ArnNotLike'],
      ['NumericEquals', 'NumericNotEquals'],
    );
    const value = fc.constantFrom('a', 'a*', '*', '1', '10', arn, 'arn:aws:iam::*:role/own/*');
    fc.assert(
      fc.property(
        pairs,
        fc.array(value, { minLength: 1 }),
        value,
        ([plain = '', negated = ''], wanted, said) => {
          expect(holds(plain, wanted, [said])).toBe(!holds(negated, wanted, [said]));
        },
      ),
    );
  });

  test('without ForAllValues or ForAnyValue does not judge several values', () => {
    expect(() => holds('StringEquals', ['a'], ['a', 'b'])).toThrow(/key has 2 values/);
  });

  test.each([
    'Null2',
    'IpAddress',
    'DateLessThan',
    'BinaryEquals',
    'ForAll:StringEquals',
    'stringequals',
    'constructor',
  ])('%s is not known', (operator) => {
    expect(() => holds(operator, ['a'], ['a'])).toThrow(new RegExp(`operator ${operator} of key`));
  });
});

test('every condition must hold', () => {
  const judge = judgeOf({ StringEquals: { a: ['1'], b: ['2'] }, Null: { c: ['true'] } });
  const call = (said: Record<string, string>) => judge((key) => (said[key] ? [said[key]] : undefined));
  expect(call({ a: '1', b: '2' })).toBe(true);
  expect(call({ a: '1' })).toBe(false);
  expect(call({ a: '1', b: '2', c: '3' })).toBe(false);
});
