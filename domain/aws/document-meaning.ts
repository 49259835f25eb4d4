import { operatorOf } from '../policy/grammar/operator.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from '../policy/json.ts';

/** What a policy document says, whichever of AWS's spellings it has. */
export interface Meaning {
  /** Everything outside its statements. */
  frame: JsonObject;
  statements: StatementMeaning[];
}

export interface StatementMeaning {
  /** Everything but the AWS principals, which need a comparison of their own. */
  rest: JsonObject;
  principals: string[];
}

/**
 * Reads a document so that two are equal where IAM treats them alike (IAM User Guide, policy grammar and elements): a
 * missing Version is 2008-10-17; one entry is a list of one; order and repetition in a list say nothing, nor does the
 * case of actions and of condition keys; scalars in conditions may be strings; what has no key or is empty may be
 * missing. A policy template of RAM, which has no statements, is one itself.
 */
export function meaningOf(document: JsonObject): Meaning {
  const { Version = '2008-10-17', Statement, ...others } = document;
  if (Statement === undefined) return { frame: {}, statements: [statementMeaning(document)] };
  return { frame: { Version, ...others }, statements: listOf(Statement).map(statementMeaning) };
}

function statementMeaning(statement: JsonValue): StatementMeaning {
  if (!isJsonObject(statement)) return { rest: { statement }, principals: [] };
  const { Sid, Principal, Condition, ...elements } = statement;
  const principals = readPrincipals(Principal);
  const condition = readCondition(Condition);
  const read = Object.entries(elements).map(([name, value]): [string, JsonValue] => [
    name,
    name === 'Action' || name === 'NotAction' ? sorted(value, lowerCase) : sorted(value),
  ]);
  const rest: JsonObject = {
    ...Object.fromEntries(read),
    ...(Sid !== undefined && Sid !== '' && { Sid }),
    ...(principals !== undefined && { Principal: principals.others }),
    ...(condition !== undefined && { Condition: condition }),
  };
  return { rest, principals: principals?.aws ?? [] };
}

/** A bare `*` is everyone, as `{ "AWS": "*" }` is; an account is its id. */
function readPrincipals(principal: JsonValue | undefined): { aws: string[]; others: JsonObject } | undefined {
  if (principal === undefined) return undefined;
  if (principal === '*') return { aws: ['*'], others: {} };
  if (!isJsonObject(principal)) return { aws: [], others: { principal } };
  const { AWS, ...others } = principal;
  const names = listOf(AWS).map((name) => (typeof name === 'string' ? accountOrName(name) : String(name)));
  const read = Object.entries(others).map(([kind, value]): [string, JsonValue] => [kind, sorted(value)]);
  return { aws: [...new Set(names)], others: Object.fromEntries(read) };
}

function accountOrName(name: string): string {
  return /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name;
}

function readCondition(condition: JsonValue | undefined): JsonObject | undefined {
  if (condition === undefined) return undefined;
  if (!isJsonObject(condition)) return { condition };
  const operators = Object.entries(condition).flatMap(([name, keys]): [string, JsonValue][] => {
    if (!isJsonObject(keys)) return [[name, keys]];
    const spell = spellingOf(name);
    const tests = Object.entries(keys).map(([key, value]): [string, JsonValue] => [
      keyIn(keys, key),
      sorted(value, spell),
    ]);
    return tests.length === 0 ? [] : [[name, Object.fromEntries(tests)]];
  });
  return operators.length === 0 ? undefined : Object.fromEntries(operators);
}

/** Condition keys ignore case; two that differ in nothing else stay two. */
function keyIn(keys: JsonObject, key: string): string {
  const folded = key.toLowerCase();
  return Object.keys(keys).filter((other) => other.toLowerCase() === folded).length === 1 ? folded : key;
}

/** How the values of an operator are told apart: numbers by their value, truths without regard to case. */
function spellingOf(operator: string): (value: string) => string {
  const type = operatorOf(operator)?.valueType;
  if (type === 'bool' || type === 'null') return lowerCase;
  return type === 'numeric' ? numberText : (value) => value;
}

/** A number that JavaScript holds exactly, in one spelling: `10.0` is `10`. */
function numberText(value: string): string {
  const number = Number(value);
  return /^[+-]?\d{1,15}(\.\d+)?$/.test(value) && value.length <= 16 ? String(number) : value;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** The entries of an element as strings, each once, in one order. */
function sorted(value: JsonValue, spell: (text: string) => string = (text) => text): JsonValue {
  const entries = listOf(value);
  if (entries.some((entry) => typeof entry === 'object')) return value;
  return [...new Set(entries.map((entry) => spell(String(entry))))].sort();
}
