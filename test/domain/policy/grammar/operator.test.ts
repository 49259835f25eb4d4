import { expect, test } from '@jest/globals';
import { nearestOperator } from '../../../../domain/policy/grammar/operator.ts';

test.each([
  ['StringEqual', 'StringEquals'],
  ['stringequals', 'StringEquals'],
  ['ForAnyValues:StringLik', 'ForAnyValue:StringLike'],
  ['NumericLessThenIfExists', 'NumericLessThanIfExists'],
  ['NullIfExists', 'Null'],
  ['Matches', undefined],
])('%s was probably meant to be %s', (name, meant) => {
  expect(nearestOperator(name)).toBe(meant);
});
