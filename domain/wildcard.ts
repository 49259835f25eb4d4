/** A pattern with `*` (any characters) and `?` (one), made ready so that no text takes long to match. */
export interface Glob {
  /** Runs of wildcards are in normal form: all `?` first, then at most one `*`. */
  readonly pattern: string;
  /** No shorter text matches. */
  readonly shortest: number;
}

/** Prepares a pattern in time linear to its length. */
export function globOf(pattern: string): Glob {
  const normal = pattern.replace(/[*?]{2,}/g, (run) => {
    const singles = run.replaceAll('*', '');
    return singles.length === run.length ? run : `${singles}*`;
  });
  const stars = normal.length - normal.replaceAll('*', '').length;
  return { pattern: normal, shortest: normal.length - stars };
}

/** True if a text has `*` or `?`. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/** True if a pattern is nothing but wildcards, a `*` among them; in two scans, where one expression takes length². */
export function matchesEverything(pattern: string): boolean {
  return pattern.includes('*') && /^[*?]+$/.test(pattern);
}

/**
 * True if the whole text matches. Goes back only to the last `*`: at most pattern length times text length
 * steps, and since a pattern that needs more characters than there are fails at once, short texts stay cheap.
 */
export function matches({ pattern, shortest }: Glob, text: string): boolean {
  if (shortest > text.length || !endsAlike(pattern, text)) return false;
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      resume = index;
    } else if (wanted === text[index] || wanted === '?') {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  return at === pattern.length || (at === pattern.length - 1 && pattern[at] === '*');
}

/** True if the whole text matches a pattern that is used once. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matches(globOf(pattern), text);
}

/** Most texts that do not match differ from the pattern in the last character already. */
function endsAlike(pattern: string, text: string): boolean {
  const end = pattern.at(-1) ?? '';
  return hasWildcard(end) || end === (text.at(-1) ?? '');
}

/** True if some text matches both patterns. Takes pattern length times pattern length steps. */
export function overlap(one: Glob, other: Glob): boolean {
  if (differsAtStart(one.pattern, other.pattern)) return false;
  let row = new Uint8Array(other.pattern.length + 1);
  let next = new Uint8Array(other.pattern.length + 1);
  row[0] = 1;
  skipStars(row, other.pattern);
  for (const character of one.pattern) {
    if (!advance(row, next, character, other.pattern)) return false;
    [row, next] = [next, row];
  }
  return row[other.pattern.length] === 1;
}

/** Most pairs of ARNs differ before the first wildcard of either. */
function differsAtStart(one: string, other: string): boolean {
  for (let index = 0; index < one.length && index < other.length; index += 1) {
    const [left = '', right = ''] = [one[index], other[index]];
    if (hasWildcard(left) || hasWildcard(right)) return false;
    if (left !== right) return true;
  }
  return false;
}

/** A `*` may stand for nothing: what is reachable before it is reachable after it. */
function skipStars(row: Uint8Array, pattern: string): void {
  for (let at = 0; at < pattern.length; at += 1) if (row[at] === 1 && pattern[at] === '*') row[at + 1] = 1;
}

/** `row[n]`: what was read so far and the first n characters of the pattern can stand for the same text. */
function advance(row: Uint8Array, next: Uint8Array, character: string, pattern: string): boolean {
  let alive = false;
  for (let at = 0; at <= pattern.length; at += 1) {
    const own = pattern[at - 1];
    let reached = character === '*' && (row[at] === 1 || (at > 0 && next[at - 1] === 1));
    if (own === '*') reached ||= row[at] === 1 || next[at - 1] === 1;
    else if (at > 0 && row[at - 1] === 1) reached ||= character === own || character === '?' || own === '?';
    next[at] = reached ? 1 : 0;
    alive ||= reached;
  }
  return alive;
}
