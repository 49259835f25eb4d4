import type { Retrier } from './definition.ts';

/** What `States.ALL` does not match, as AWS documents. */
const beyondAll = ['States.DataLimitExceeded', 'States.Runtime'];

/** Whether a Retry or Catch entry is meant for an error. */
export function takes(names: readonly string[], error: string): boolean {
  return names.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !beyondAll.includes(error)) ||
      (name === 'States.TaskFailed' && error !== 'States.Timeout' && !beyondAll.includes(error)),
  );
}

/** The retrier that an error falls under, unless it has used up its attempts. */
export function retrierFor(retriers: readonly Retrier[], error: string, made: readonly number[]) {
  const index = retriers.findIndex(({ ErrorEquals }) => takes(ErrorEquals, error));
  const retrier = retriers[index];
  if (retrier === undefined || (made[index] ?? 0) >= retrier.MaxAttempts) return undefined;
  return { index, retrier };
}

/** The pause before the next attempt in milliseconds, jitter apart. */
export function delayOf({ IntervalSeconds, BackoffRate, MaxDelaySeconds }: Retrier, made: number): number {
  return Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds) * 1000;
}
