import { pointerTo } from '../../problem.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { checkCondition } from './condition.ts';
import { checkElementNames, checkStrings, settleIfMissing } from './elements.ts';
import { operatorOf } from './operator.ts';
import { type ProblemList, quoted } from './problems.ts';

/** Keys that RAM does not support in a customer managed permission (RAM User Guide, considerations). */
const unsupportedKeys = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgpaths',
  'aws:sourceorgid',
];
const systemTag = /^aws:(principal|resource|request)tag\/aws:/i;

/**
 * Reports what RAM refuses in a policy template: one bare statement with Effect, Action and optionally a
 * Condition with single, positive operators. Wildcard actions and Sid, which RAM's documents never show, too.
 */
export function checkRamTemplate(template: JsonObject, pointer: string, problems: ProblemList): void {
  checkNames(template, pointer, problems);
  checkEffect(template.Effect, pointerTo(pointer, 'Effect'), problems);
  checkActions(template.Action, pointerTo(pointer, 'Action'), problems);
  if (template.Condition !== undefined)
    checkRamCondition(template.Condition, pointerTo(pointer, 'Condition'), problems);
}

function checkNames(template: JsonObject, pointer: string, problems: ProblemList): void {
  const { Statement, ...others } = template;
  if (Statement !== undefined) {
    const detail =
      'RAM takes one bare statement: put Effect and Action at the top, without Version and Statement.';
    problems.add(pointerTo(pointer, 'Statement'), 'unknown-element', detail);
    settleIfMissing(template, 'Effect', pointer, problems);
  }
  checkElementNames(others, ['Effect', 'Action', 'Condition'], pointer, problems);
  if (Statement !== undefined || template.NotAction !== undefined)
    settleIfMissing(template, 'Action', pointer, problems);
}

/** The template with Effect spelled `Allow`: RAM's API text says `ALLOW`, all its samples send `Allow`. */
export function withSpelledEffect(template: JsonObject): JsonObject {
  return template.Effect === 'ALLOW' ? { ...template, Effect: 'Allow' } : template;
}

function checkEffect(effect: JsonValue | undefined, pointer: string, problems: ProblemList): void {
  if (effect === 'Allow' || effect === 'ALLOW') return;
  const code = effect === undefined ? 'missing-element' : 'unknown-effect';
  problems.add(pointer, code, 'The Effect of a RAM permission is always "Allow".');
}

function checkActions(value: JsonValue | undefined, pointer: string, problems: ProblemList): void {
  if (value === undefined) {
    problems.add(pointer, 'missing-element', 'A RAM permission needs Action: the actions it allows.');
    return;
  }
  checkStrings(value, 'Action', pointer, problems, (action, at) => {
    if (/^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/.test(action)) return;
    const detail = `${quoted(action)} is not one action written in full, such as "codebuild:BatchGetProjects"; RAM takes no wildcards.`;
    problems.add(at, 'invalid-action', detail);
  });
}

function checkRamCondition(condition: JsonValue, pointer: string, problems: ProblemList): void {
  checkCondition(condition, pointer, problems);
  if (!isJsonObject(condition)) return;
  for (const [name, keys] of Object.entries(condition)) {
    const at = pointerTo(pointer, name);
    const operator = operatorOf(name);
    if (operator === undefined || operator.negated || operator.set !== undefined)
      problems.add(
        at,
        'operator-not-allowed',
        `RAM takes single, positive operators only, not ${quoted(name)}.`,
      );
    if (isJsonObject(keys)) checkKeys(keys, at, problems);
  }
}

function checkKeys(keys: JsonObject, pointer: string, problems: ProblemList): void {
  for (const key of Object.keys(keys)) {
    if (!unsupportedKeys.includes(key.toLowerCase()) && !systemTag.test(key)) continue;
    const detail = `RAM does not support the condition key ${quoted(key)} in a customer managed permission.`;
    problems.add(pointerTo(pointer, key), 'condition-key-not-allowed', detail);
  }
}
