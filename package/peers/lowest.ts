/**
 * The first of a list from which on everything works, found by halving: what comes after something that works is taken
 * to work. The last one must. Throws if it does not.
 */
export function lowestThat(candidates: readonly string[], works: (candidate: string) => boolean): string {
  const last = candidates.at(-1);
  if (last === undefined || !works(last)) throw new Error(`${last} does not work`);
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (works(candidates[middle] ?? last)) high = middle;
    else low = middle + 1;
  }
  return candidates[high] ?? last;
}
