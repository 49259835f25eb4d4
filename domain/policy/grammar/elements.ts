import { closestMatch } from 'leven';
import { pointerTo } from '../../problem.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type ProblemList, quoted } from './problems.ts';

/** One letter too many, too few or swapped for another; names have at most 12 letters. */
const maxEdits = 1;
const maxName = 13;

/**
 * Reports every element that does not belong into this object; names are case-sensitive (IAM policy grammar). That the
 * element which was probably meant is missing is not reported again.
 */
export function checkElementNames(
  object: JsonObject,
  allowed: readonly string[],
  pointer: string,
  problems: ProblemList,
): void {
  for (const name of Object.keys(object)) {
    if (allowed.includes(name)) continue;
    const meant = meantBy(name, allowed);
    const advice =
      meant === undefined ? `Allowed here: ${allowed.join(', ')}.` : `Write it ${quoted(meant)}.`;
    const detail = `${quoted(name)} is no element of this object. ${advice}`;
    problems.add(pointerTo(pointer, name), 'unknown-element', detail);
    if (meant !== undefined) settleIfMissing(object, meant, pointer, problems);
  }
}

/** Keeps an element from being reported as missing, because what stands there instead was reported. */
export function settleIfMissing(
  object: JsonObject,
  name: string,
  pointer: string,
  problems: ProblemList,
): void {
  if (!Object.hasOwn(object, name)) problems.settle(pointerTo(pointer, name));
}

function meantBy(name: string, allowed: readonly string[]): string | undefined {
  if (name.length > maxName) return undefined;
  const folded = new Map(allowed.map((candidate) => [candidate.toLowerCase(), candidate]));
  const nearest = closestMatch(name.toLowerCase(), [...folded.keys()], { maxDistance: maxEdits });
  return nearest === undefined ? undefined : folded.get(nearest);
}

/**
 * Reports an element that is neither a string nor a non-empty list of strings, and hands each string
 * with its pointer to `check`.
 */
export function checkStrings(
  value: JsonValue,
  name: string,
  pointer: string,
  problems: ProblemList,
  check: (text: string, pointer: string) => void,
): void {
  if (typeof value === 'string') {
    check(value, pointer);
    return;
  }
  if (!Array.isArray(value)) {
    problems.add(pointer, 'wrong-type', `${name} is a string or a list of strings.`);
    return;
  }
  if (value.length === 0) problems.add(pointer, 'empty-list', `${name} needs at least one entry.`);
  for (const [index, element] of value.entries()) {
    const at = pointerTo(pointer, index);
    if (typeof element === 'string') check(element, at);
    else problems.add(at, 'wrong-type', `Every entry of ${name} is a string.`);
  }
}

/** The one of two mutually exclusive elements that is there; reports both being there, or neither. */
export function exactlyOne(
  object: JsonObject,
  [first, second]: readonly [string, string],
  pointer: string,
  problems: ProblemList,
): void {
  const both = Object.hasOwn(object, first) && Object.hasOwn(object, second);
  if (both) {
    const detail = `A statement has either ${first} or ${second}, never both; remove one.`;
    problems.add(pointerTo(pointer, second), 'mutually-exclusive', detail);
  }
  if (Object.hasOwn(object, first) || Object.hasOwn(object, second)) return;
  if (!problems.isSettled(pointerTo(pointer, second)))
    problems.add(pointerTo(pointer, first), 'missing-element', `A statement needs ${first} or ${second}.`);
}
