import { pointerTo } from '../../problem.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { checkAction, checkTrustAction } from './action.ts';
import { checkCondition } from './condition.ts';
import type { DocumentContext, DocumentKind } from './context.ts';
import { checkElementNames, checkStrings, exactlyOne, settleIfMissing } from './elements.ts';
import { checkPrincipal } from './principal.ts';
import { type ProblemList, quoted } from './problems.ts';
import { checkResource } from './resource.ts';
import { checkSharedIssuers } from './shared-issuer.ts';

const identityElements = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const trustElements = ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Condition'];

/** Reports what is wrong with the Statement element: one statement, or a non-empty list of them. */
export function checkStatements(
  context: DocumentContext,
  value: JsonValue | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  if (value === undefined) {
    problems.add(pointer, 'missing-element', 'A policy needs a Statement.');
    return;
  }
  const sids = new Set<string>();
  if (!Array.isArray(value)) {
    checkStatement(context, value, pointer, problems, sids);
    return;
  }
  if (value.length === 0) problems.add(pointer, 'empty-list', 'Statement needs at least one statement.');
  for (const [index, statement] of value.entries())
    checkStatement(context, statement, pointerTo(pointer, index), problems, sids);
}

function checkStatement(
  { kind, partition }: DocumentContext,
  statement: JsonValue,
  pointer: string,
  problems: ProblemList,
  sids: Set<string>,
): void {
  if (!isJsonObject(statement)) {
    problems.add(pointer, 'wrong-type', 'A statement is an object with Effect and Action.');
    return;
  }
  const trust = kind === 'trust';
  checkElementNames(statement, trust ? trustElements : identityElements, pointer, problems);
  checkEffect(statement.Effect, pointerTo(pointer, 'Effect'), problems);
  checkSid(kind, statement.Sid, pointerTo(pointer, 'Sid'), problems, sids);
  checkActions(statement, pointer, problems, trust ? checkTrustAction : checkAction);
  if (trust) {
    if (statement.NotPrincipal !== undefined) settleIfMissing(statement, 'Principal', pointer, problems);
    checkPrincipal(statement.Principal, partition, pointerTo(pointer, 'Principal'), problems);
    checkSharedIssuers(statement, pointer, problems);
  } else checkResources(statement, partition, pointer, problems);
  if (statement.Condition !== undefined)
    checkCondition(statement.Condition, pointerTo(pointer, 'Condition'), problems);
}

/** Effect is case-sensitive: `allow` fails AWS's legacy parsing, anything else its syntax check. */
function checkEffect(effect: JsonValue | undefined, pointer: string, problems: ProblemList): void {
  if (effect === 'Allow' || effect === 'Deny') return;
  if (effect === undefined)
    problems.add(pointer, 'missing-element', 'A statement needs Effect: Allow or Deny.');
  else problems.add(pointer, 'unknown-effect', 'Effect is exactly "Allow" or "Deny".');
}

/** Empty Sids may repeat. CreateRole is not known to insist on letters and digits; CreatePolicy does. */
function checkSid(
  kind: DocumentKind,
  sid: JsonValue | undefined,
  pointer: string,
  problems: ProblemList,
  sids: Set<string>,
): void {
  if (sid === undefined || sid === '') return;
  if (typeof sid !== 'string') {
    problems.add(pointer, 'wrong-type', 'Sid is a string.');
    return;
  }
  if (kind !== 'trust' && !/^[A-Za-z0-9]*$/.test(sid))
    problems.add(pointer, 'invalid-sid', 'A Sid has only the letters A to Z, a to z and digits.');
  if (sids.has(sid))
    problems.add(pointer, 'duplicate-sid', `Another statement is called ${quoted(sid)} too; rename one.`);
  sids.add(sid);
}

function checkActions(
  statement: JsonObject,
  pointer: string,
  problems: ProblemList,
  check: (action: string, pointer: string, problems: ProblemList) => void,
): void {
  exactlyOne(statement, ['Action', 'NotAction'], pointer, problems);
  for (const name of ['Action', 'NotAction']) {
    const value = statement[name];
    if (value === undefined) continue;
    checkStrings(value, name, pointerTo(pointer, name), problems, (action, at) =>
      check(action, at, problems),
    );
  }
}

function checkResources(
  statement: JsonObject,
  partition: string | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  exactlyOne(statement, ['Resource', 'NotResource'], pointer, problems);
  for (const name of ['Resource', 'NotResource']) {
    const value = statement[name];
    if (value === undefined) continue;
    checkStrings(value, name, pointerTo(pointer, name), problems, (resource, at) =>
      checkResource(resource, partition, at, problems),
    );
  }
}
