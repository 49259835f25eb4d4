import { closestMatch } from 'leven';

/** More typing errors than this are another word. */
const maxEdits = 3;
/** No name is longer by far; what is, is no misspelt name, and not worth comparing. */
const maxName = 100;

/** The most similar candidate, if one is so similar that it was probably meant; for short names fewer differences count as similar. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > maxName) return undefined;
  const maxDistance = Math.min(maxEdits, Math.max(1, Math.floor(name.length / 3)));
  return closestMatch(name, [...candidates], { maxDistance });
}
