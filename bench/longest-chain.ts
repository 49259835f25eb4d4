/** Something that took from `start` to `end`. */
export interface Interval {
  start: number;
  end: number;
}

/**
 * The longest sequence of intervals of which each begins after the one before has ended: what had to be waited for one
 * after the other, if nothing waits without need. Taking the one that ends first, again and again, gives the longest.
 */
export function maxChain<Call extends Interval>(calls: readonly Call[]): Call[] {
  const chain: Call[] = [];
  for (const call of calls.toSorted((one, other) => one.end - other.end)) {
    const last = chain.at(-1);
    if (last === undefined || call.start >= last.end) chain.push(call);
  }
  return chain;
}
