import type { InvocationResult } from '../functions/messages.ts';
import type { Surroundings } from './execution.ts';
import type { Invoked } from './task.ts';

/** 24.8 days, the longest that a timer of Node.js can be. */
const maxTimer = 2 ** 31 - 1;

/** Clock, timers and chance as they are. */
export const realTime: Pick<Surroundings, 'now' | 'schedule' | 'jitter'> = {
  now: Date.now,
  jitter: Math.random,
  schedule: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(milliseconds, 0), maxTimer));
    return () => clearTimeout(timer);
  },
};

/** What an invocation comes to for Step Functions, which gives a function's error as JSON text. */
export function invoked(result: InvocationResult): Invoked {
  if (result.ok) return { ok: true, value: JSON.parse(result.payload) };
  return { ok: false, error: result.error.errorType, cause: JSON.stringify(result.error) };
}
