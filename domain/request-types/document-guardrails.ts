import { namesOwnResource } from '../aws/own-resources.ts';
import { patternCovers, patternsOverlap } from '../policy/action-patterns.ts';
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '../policy/json.ts';
import { type FieldProblem, pointerTo } from '../problem.ts';
import type { PlanContext } from './request-type.ts';

/**
 * What the guardrails say about a policy document of any kind: it allows no forbidden action and names none of
 * Countersign's own resources. Deny statements may name anything. Takes documents of any shape.
 */
export function documentGuardrailProblems(
  document: JsonObject,
  pointer: string,
  context: PlanContext,
): FieldProblem[] {
  return allowingStatements(document, pointer).flatMap(({ statement, at }) => [
    ...forbiddenActions(statement, at, context.guardrails.forbiddenActions),
    ...ownResources(statement, at, context.account),
  ]);
}

interface PlacedStatement {
  statement: JsonObject;
  at: string;
}

/** A RAM template is itself the statement. */
function allowingStatements(document: JsonObject, pointer: string): PlacedStatement[] {
  const value = ownProperty(document, 'Statement');
  if (value === undefined) return allowing(document, pointer);
  const at = pointerTo(pointer, 'Statement');
  if (!Array.isArray(value)) return allowing(value, at);
  return value.flatMap((statement, index) => allowing(statement, pointerTo(at, index)));
}

function allowing(statement: JsonValue, at: string): PlacedStatement[] {
  const effect = ownProperty(statement, 'Effect');
  const allows = typeof effect === 'string' && effect.toLowerCase() === 'allow';
  return isJsonObject(statement) && allows ? [{ statement, at }] : [];
}

function forbiddenActions(statement: JsonObject, at: string, forbidden: readonly string[]): FieldProblem[] {
  const named = texts(statement, at, 'Action').flatMap(({ text, pointer }) => {
    const hit = forbidden.find((pattern) => patternsOverlap(pattern, text));
    return hit === undefined ? [] : [forbiddenAction(pointer, hit)];
  });
  const excepted = texts(statement, at, 'NotAction');
  if (excepted.length === 0) return named;
  const hit = forbidden.find((pattern) => !excepted.some(({ text }) => patternCovers(text, pattern)));
  return hit === undefined ? named : [...named, forbiddenAction(pointerTo(at, 'NotAction'), hit)];
}

function forbiddenAction(pointer: string, pattern: string): FieldProblem {
  const detail = `The guardrail forbiddenActions allows no access to ${pattern}, which this includes. Name only the actions that are needed.`;
  return { pointer, code: 'guardrail-forbidden-action', detail };
}

function ownResources(statement: JsonObject, at: string, account: string): FieldProblem[] {
  const principals = ownProperty(statement, 'Principal');
  const named = [
    ...texts(statement, at, 'Resource'),
    ...(isJsonObject(principals) ? texts(principals, pointerTo(at, 'Principal'), 'AWS') : []),
  ];
  return named
    .filter(({ text }) => namesOwnResource(text, account))
    .map(({ pointer }) => ({
      pointer,
      code: 'guardrail-own-resource',
      detail: "This names one of Countersign's own resources, which no request may reach. Leave it out.",
    }));
}

/** The strings of an element that holds one or a list of them. */
function texts(holder: JsonObject, at: string, element: string): { text: string; pointer: string }[] {
  const value = ownProperty(holder, element);
  const pointer = pointerTo(at, element);
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((text, index) =>
    typeof text === 'string' ? [{ text, pointer: pointerTo(pointer, index) }] : [],
  );
}
