import type { Retrier } from './definition.ts';
import { takes } from './errors.ts';

/** The retrier that an error falls under, unless it has used up its attempts. `made`: retries so far, by retrier. */
export function retrierFor(
  retriers: readonly Retrier[],
  error: string,
  made: readonly number[],
): { index: number; retrier: Retrier } | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => takes(ErrorEquals, error));
  const retrier = retriers[index];
  if (retrier === undefined || (made[index] ?? 0) >= (retrier.MaxAttempts ?? 3)) return undefined;
  return { index, retrier };
}

/** The pause before the next retry in milliseconds; `jitter` gives a number from 0 to 1, for full jitter. */
export function pauseBefore(retrier: Retrier, made: number, jitter: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const milliseconds = Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds) * 1000;
  return retrier.JitterStrategy === 'FULL' ? milliseconds * jitter() : milliseconds;
}
