import { pointerTo } from '../../problem.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { checkConditionValue } from './condition-value.ts';
import { nearestOperator, operatorOf } from './operator.ts';
import { type ProblemList, quoted } from './problems.ts';

/** Reports what IAM refuses in a Condition element: `{ operator: { key: value or list of values } }`. */
export function checkCondition(condition: JsonValue, pointer: string, problems: ProblemList): void {
  if (!isJsonObject(condition)) {
    problems.add(pointer, 'wrong-type', 'Condition is an object of operators, such as StringEquals.');
    return;
  }
  for (const [operator, keys] of Object.entries(condition))
    checkOperator(operator, keys, pointerTo(pointer, operator), problems);
}

/** An unknown operator without keys is tolerated (recorded from CreatePolicy); it has no effect. */
function checkOperator(name: string, keys: JsonValue, pointer: string, problems: ProblemList): void {
  if (!isJsonObject(keys)) {
    problems.add(pointer, 'wrong-type', `${quoted(name)} holds an object of condition keys.`);
    return;
  }
  const operator = operatorOf(name);
  if (operator === undefined && Object.keys(keys).length > 0) {
    const meant = nearestOperator(name);
    const hint = meant === undefined ? '' : ` Did you mean ${quoted(meant)}?`;
    const detail = `${quoted(name)} is no condition operator.${hint} Names are case-sensitive, such as StringEqualsIfExists or ForAnyValue:StringLike; Null takes no IfExists.`;
    problems.add(pointer, 'unknown-operator', detail);
    problems.settle(pointer);
  }
  checkKeyCase(keys, pointer, problems);
  for (const [key, value] of Object.entries(keys))
    checkConditionValue(operator?.valueType, value, pointerTo(pointer, key), problems);
}

/** Condition keys ignore case, so two spellings are one key twice. */
function checkKeyCase(keys: JsonObject, pointer: string, problems: ProblemList): void {
  const seen = new Set<string>();
  for (const key of Object.keys(keys)) {
    const folded = key.toLowerCase();
    const detail = `${quoted(key)} stands here twice, since condition keys ignore case; merge the values.`;
    if (seen.has(folded)) problems.add(pointerTo(pointer, key), 'duplicate-key', detail);
    seen.add(folded);
  }
}
