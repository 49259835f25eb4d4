import { nearest } from '../../text/nearest.ts';

/** What a condition operator compares. */
export type ValueType = 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';

export interface Operator {
  valueType: ValueType;
  /** True for operators that hold when the values differ, such as `StringNotEquals`. */
  negated: boolean;
  /** True if `*` and `?` in values match other characters. */
  wildcards: boolean;
  /** `ForAllValues` also holds for a key that is missing; `ForAnyValue` does not. */
  set: 'ForAllValues' | 'ForAnyValue' | undefined;
  ifExists: boolean;
}

const comparisons = 'Equals NotEquals LessThan LessThanEquals GreaterThan GreaterThanEquals'.split(' ');

/** The 27 operators of the IAM User Guide with what they compare. */
const typeByOperator = new Map<string, ValueType>([
  ['StringEquals', 'string'],
  ['StringNotEquals', 'string'],
  ['StringEqualsIgnoreCase', 'string'],
  ['StringNotEqualsIgnoreCase', 'string'],
  ['StringLike', 'string'],
  ['StringNotLike', 'string'],
  ...comparisons.map((comparison) => [`Numeric${comparison}`, 'numeric'] as const),
  ...comparisons.map((comparison) => [`Date${comparison}`, 'date'] as const),
  ['Bool', 'bool'],
  ['BinaryEquals', 'binary'],
  ['IpAddress', 'ip'],
  ['NotIpAddress', 'ip'],
  ['ArnEquals', 'arn'],
  ['ArnLike', 'arn'],
  ['ArnNotEquals', 'arn'],
  ['ArnNotLike', 'arn'],
  ['Null', 'null'],
]);

/**
 * Reads an operator name such as `ForAnyValue:StringLikeIfExists`.
 * Returns `undefined` for a name AWS does not know; names are case-sensitive and Null takes no IfExists.
 */
export function operatorOf(name: string): Operator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
  const [, prefix, base = '', suffix] = match ?? [];
  const valueType = typeByOperator.get(base);
  if (valueType === undefined) return undefined;
  const ifExists = suffix !== undefined;
  if (valueType === 'null' && ifExists) return undefined;
  const set = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : undefined;
  const wildcards = valueType === 'arn' || base.endsWith('Like');
  return { valueType, negated: base.includes('Not'), wildcards, set, ifExists };
}

/** The operator that a name was probably meant to be, with the prefix and the ending that it has. */
export function nearestOperator(name: string): string | undefined {
  const [, prefix = '', base = '', suffix = ''] = /^(.*:)?(.*?)(ifexists)?$/i.exec(name) ?? [];
  const folded = new Map([...typeByOperator.keys()].map((operator) => [operator.toLowerCase(), operator]));
  const meant = folded.get(nearest(base.toLowerCase(), folded.keys()) ?? '');
  if (meant === undefined) return undefined;
  const set = /^forall/i.test(prefix) ? 'ForAllValues:' : prefix === '' ? '' : 'ForAnyValue:';
  return `${set}${meant}${suffix === '' || meant === 'Null' ? '' : 'IfExists'}`;
}
