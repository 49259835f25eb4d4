import { globOf, matchesPattern, overlap } from '../wildcard.ts';

/** Whether two patterns (`*` any characters, `?` one, case ignored) have an action, or an ARN, in common. */
export function patternsOverlap(one: string, other: string): boolean {
  return overlap(globOf(one.toLowerCase()), globOf(other.toLowerCase()));
}

/**
 * Whether all that `inner` stands for `outer` does too. Reads the wildcards of `inner` as plain characters, so that a
 * `?` in `outer` must not meet a `*`: it may say no to an exotic pair, never yes to a wrong one.
 */
export function patternCovers(outer: string, inner: string): boolean {
  if (outer.includes('?') && inner.includes('*')) return false;
  return matchesPattern(outer.toLowerCase(), inner.toLowerCase());
}
