import { pointerTo } from '../../problem.ts';
import { matchesEverything, matchesPattern } from '../../wildcard.ts';
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '../json.ts';
import type { PolicyKind } from '../kind.ts';
import { type ConditionTest, isUnconditional, testsOf } from './condition.ts';
import { isNarrowed, isOfPrincipalTag } from './narrowing.ts';

/** A string of an element that holds one or a list of them. */
export interface Placed {
  text: string;
  pointer: string;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Element {
  /** True for the `Not…` form. */
  excludes: boolean;
  pointer: string;
  entries: Placed[];
}

/** A statement of any shape, read as far as it makes sense. */
export interface Statement {
  pointer: string;
  allows: boolean;
  actions: Element | undefined;
  resources: Element | undefined;
  principal: JsonValue | undefined;
  notPrincipal: JsonValue | undefined;
  tests: ConditionTest[];
  unconditional: boolean;
  narrowed: boolean;
}

/** A policy document and where it stands. */
export interface PlacedDocument {
  document: JsonObject;
  pointer: string;
}

/** The statements of a document; a RAM template is itself the only one. Whatever is no statement is left out. */
export function statementsOf(kind: PolicyKind, document: JsonObject, pointer: string): Statement[] {
  return statementsOfAll(kind, [{ document, pointer }]);
}

/** The statements of documents that count together, as the policies of one role do. */
export function statementsOfAll(kind: PolicyKind, documents: readonly PlacedDocument[]): Statement[] {
  const statements = documents.flatMap(({ document, pointer }) => allStatements(kind, document, pointer));
  if (!statements.some(({ tests }) => tests.some(isOfPrincipalTag)) || !statements.some(tagsPrincipals))
    return statements;
  return statements.map((one) => ({ ...one, narrowed: isNarrowed(one.tests, { ownTags: true }) }));
}

function allStatements(kind: PolicyKind, document: JsonObject, pointer: string): Statement[] {
  if (kind === 'ram') return [statementOf(document, pointer)];
  const at = pointerTo(pointer, 'Statement');
  const value = ownProperty(document, 'Statement');
  if (isJsonObject(value)) return [statementOf(value, at)];
  if (!Array.isArray(value)) return [];
  return value.flatMap((statement, index) =>
    isJsonObject(statement) ? [statementOf(statement, pointerTo(at, index))] : [],
  );
}

/** True if a statement lets its holder tag users, roles or sessions, itself among them, without being narrowed. */
function tagsPrincipals({ allows, narrowed, actions }: Statement): boolean {
  if (!allows || narrowed || actions === undefined) return false;
  return ['iam:taguser', 'iam:tagrole', 'sts:tagsession'].some((action) => names(actions, action));
}

/** True if an element names an action (in lower case), by wildcard or by leaving it out of its `Not…` form too. */
export function names({ entries, excludes }: Element, action: string): boolean {
  return entries.some(({ text }) => matchesPattern(text.toLowerCase(), action)) !== excludes;
}

function statementOf(statement: JsonObject, pointer: string): Statement {
  const condition = ownProperty(statement, 'Condition');
  const tests = testsOf(condition);
  return {
    pointer,
    allows: ownProperty(statement, 'Effect') !== 'Deny',
    actions: elementOf(statement, 'Action', pointer),
    resources: elementOf(statement, 'Resource', pointer),
    principal: ownProperty(statement, 'Principal'),
    notPrincipal: ownProperty(statement, 'NotPrincipal'),
    tests,
    unconditional: isUnconditional(condition),
    narrowed: isNarrowed(tests, { ownTags: false }),
  };
}

function elementOf(statement: JsonObject, name: 'Action' | 'Resource', pointer: string): Element | undefined {
  for (const key of [name, `Not${name}`]) {
    const value = ownProperty(statement, key);
    if (value === undefined) continue;
    const at = pointerTo(pointer, key);
    return { excludes: key !== name, pointer: at, entries: placed(value, at) };
  }
  return undefined;
}

/** The strings of a value that is one string or a list, each with its pointer. */
export function placed(value: JsonValue | undefined, pointer: string): Placed[] {
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((text, index) =>
    typeof text === 'string' ? [{ text, pointer: pointerTo(pointer, index) }] : [],
  );
}

/** True if a pattern stands for everything: `*`, `**`. */
export function isEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** True if an action pattern stands for every action of every service: `*`, `*:*`. */
export function isEveryAction(pattern: string): boolean {
  const [service = '', name = '*'] = pattern.split(':', 2);
  return isEverything(service) && matchesEverything(name);
}
