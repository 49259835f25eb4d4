import { ExecutionTimeoutError } from 'aws-local-stepfunctions';
import type { Execution } from '../doubles/step-functions/engine.ts';

/** How an execution comes to its end by itself. */
export type Ending = Pick<Execution, 'status' | 'output' | 'error' | 'cause'>;

/** What an error of the engine says about the execution; the state's own error is its cause. */
export function endingOf(error: unknown): Ending {
  if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT' };
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(reason instanceof Error)) return { status: 'FAILED', error: 'States.Runtime', cause: String(reason) };
  return { status: 'FAILED', error: reason.name, cause: reason.message };
}
