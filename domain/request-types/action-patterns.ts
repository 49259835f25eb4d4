import { matchesPattern } from '../wildcard.ts';

/**
 * Whether two action patterns (`*` any characters, `?` one, case ignored) have an action in common. Works
 * row by row, so that no pair takes more than length × length steps.
 */
export function patternsOverlap(one: string, other: string): boolean {
  const left = one.toLowerCase();
  const right = other.toLowerCase();
  let row = firstRow(right);
  for (const character of left) row = nextRow(row, character, right);
  return row.at(-1) === true;
}

/** With nothing read on the left: reachable as long as the right holds only `*`. */
function firstRow(right: string): boolean[] {
  const row = [true];
  for (const character of right) row.push(row.at(-1) === true && character === '*');
  return row;
}

/** `row[n]`: the left up to here and the first n characters of the right can stand for the same text. */
function nextRow(row: readonly boolean[], character: string, right: string): boolean[] {
  const next = [row[0] === true && character === '*'];
  for (let index = 0; index < right.length; index += 1) {
    const both = row[index] === true;
    const leftMoved = row[index + 1] === true;
    const rightMoved = next[index] === true;
    next.push(step(character, right.charAt(index), both, leftMoved, rightMoved));
  }
  return next;
}

function step(left: string, right: string, both: boolean, leftMoved: boolean, rightMoved: boolean): boolean {
  if (left === '*' || right === '*') return both || leftMoved || rightMoved;
  return both && (left === right || left === '?' || right === '?');
}

/**
 * Whether every action of `inner` is one of `outer`. Reads the wildcards of `inner` as plain characters, which only
 * `*` in `outer` covers: it may say no to an exotic pair, never yes to a wrong one.
 */
export function patternCovers(outer: string, inner: string): boolean {
  return matchesPattern(outer.toLowerCase(), inner.toLowerCase());
}
