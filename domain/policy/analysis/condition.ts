import { type Operator, operatorOf } from '../grammar/operator.ts';
import { isJsonObject, type JsonValue, listOf } from '../json.ts';

/** One condition key under one operator. */
export interface ConditionTest {
  operator: Operator;
  /** In lower case: condition keys ignore case. */
  key: string;
  values: string[];
  /** Operator and key as written, to point at the test. */
  path: [operator: string, key: string];
}

/**
 * The tests of a Condition element of any shape; unknown operators test nothing. A key that stands twice under an
 * operator, in other cases, is one test of all its values.
 */
export function testsOf(condition: JsonValue | undefined): ConditionTest[] {
  if (!isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([name, keys]) => {
    const operator = operatorOf(name);
    if (operator === undefined || !isJsonObject(keys)) return [];
    const tests = new Map<string, ConditionTest>();
    for (const [written, value] of Object.entries(keys)) {
      const key = written.toLowerCase();
      const values = listOf(value)
        .filter((element) => typeof element !== 'object')
        .map(String);
      const known = tests.get(key) ?? { operator, key, values: [], path: [name, written] };
      tests.set(key, { ...known, values: known.values.concat(values) });
    }
    return [...tests.values()];
  });
}

/** True if a Condition element says nothing at all: it is missing, or its operators have no keys. */
export function isUnconditional(condition: JsonValue | undefined): boolean {
  if (condition === undefined) return true;
  return (
    isJsonObject(condition) &&
    Object.values(condition).every((keys) => isJsonObject(keys) && Object.keys(keys).length === 0)
  );
}

/** True if a test fails without its key: no `IfExists`, no `ForAllValues`; nor is it a negation, met by all others. */
export function canFail({ operator, values }: ConditionTest): boolean {
  const open = operator.negated || operator.ifExists || operator.set === 'ForAllValues';
  return !open && operator.valueType !== 'null' && values.length > 0;
}

/**
 * The values of a test as patterns: nobody knows here what a variable becomes, and where the operator takes `*` and
 * `?` literally, they stand for nothing else.
 */
export function patternsOf({ operator, values }: ConditionTest): string[] {
  return values.map((value) =>
    (operator.wildcards ? value : value.replace(/[*?]/g, '_')).replace(/\$\{[^}]*\}?/g, '*'),
  );
}

/** True for text that stands for itself: no wildcard, no variable. */
export function isLiteral(value: string): boolean {
  return value !== '' && !/[*?]|\$\{/.test(value);
}

/** Three characters before the first wildcard: with fewer, a short list of patterns covers every word there is. */
export function startsLiterally(value: string): boolean {
  return isLiteral(value) || (/^[^*?]{3}/.test(value) && !value.includes('${'));
}

/**
 * True if a test of strings or ARNs keeps somebody out, as the trust rules mean it: it can fail, and each value begins
 * with more than a wildcard or a variable.
 */
export function isRestriction(test: ConditionTest): boolean {
  const { valueType } = test.operator;
  return (
    (valueType === 'string' || valueType === 'arn') &&
    canFail(test) &&
    patternsOf(test).every(startsLiterally)
  );
}
