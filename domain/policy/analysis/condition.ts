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

/** The tests of a Condition element of any shape; unknown operators test nothing. */
export function testsOf(condition: JsonValue | undefined): ConditionTest[] {
  if (!isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([name, keys]) => {
    const operator = operatorOf(name);
    if (operator === undefined || !isJsonObject(keys)) return [];
    return Object.entries(keys).map(([key, value]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(value)
        .filter((element) => typeof element !== 'object')
        .map(String),
      path: [name, key] satisfies [string, string],
    }));
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

/** Keys whose value the caller chooses or always meets, so that a test of them keeps nobody out. */
const tokenKeys = ['aws:securetransport', 'aws:useragent', 'aws:referer'];

/**
 * True if a test makes a difference to a request that lacks the key or is anyone's: no `IfExists` and no
 * `ForAllValues` (both hold when the key is missing), no negation, no value that is all wildcards.
 */
function narrows({ operator, key, values }: ConditionTest): boolean {
  if (operator.negated || operator.ifExists || operator.set === 'ForAllValues') return false;
  if (operator.valueType === 'null' || tokenKeys.includes(key)) return false;
  if (key === 'aws:multifactorauthpresent') return values.every((value) => value.toLowerCase() === 'true');
  return values.length > 0 && !values.some(isAllWildcards);
}

/** True if a statement's conditions narrow what it allows. */
export function isNarrowed(tests: readonly ConditionTest[]): boolean {
  return tests.some(narrows);
}

/**
 * True if a test restricts its key as the trust rules mean it: a positive String or Arn comparison, not
 * `IfExists`, not `ForAllValues`, and no value all wildcards.
 */
export function isRestriction(test: ConditionTest): boolean {
  const { valueType } = test.operator;
  return (valueType === 'string' || valueType === 'arn') && narrows(test);
}

function isAllWildcards(value: string): boolean {
  return /^[*?]*$/.test(value);
}
