import type { InvocationResult } from '../functions/messages.ts';
import { TaskFailed } from './errors.ts';
import type { JsonValue, Outcome, Progress } from './record.ts';
import { functionCall, functionResult, integrationOf, type TaskState } from './task.ts';

export interface Attempt {
  state: TaskState;
  /** The state's processed input. */
  input: unknown;
  /** Where an earlier process left this very attempt. */
  interrupted: Progress | undefined;
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  /** The function has answered, the token has not been answered yet. */
  onWaiting: () => void;
  /** How the attempt's token is answered. */
  answered: Promise<Outcome>;
  /** Rejects when the execution ends. */
  ended: Promise<never>;
}

/** Tries a Task state once: its result, or the error for Retry and Catch. */
export async function attemptTask(attempt: Attempt): Promise<JsonValue> {
  const { state, ended, answered, interrupted } = attempt;
  if (integrationOf(state) !== 'waitForTaskToken') {
    return functionResult(state, await Promise.race([invoked(attempt), ended]));
  }
  if (interrupted?.outcome) return resultOf(interrupted.outcome);
  // The token may be answered before the function has ended: it is good from the moment it is given out.
  const asked = interrupted?.isWaiting ? answered : waiting(attempt);
  return resultOf(await Promise.race([asked, answered, ended]));
}

async function waiting(attempt: Attempt): Promise<Outcome> {
  await invoked(attempt);
  attempt.onWaiting();
  return attempt.answered;
}

async function invoked({ state, input, invoke }: Attempt): Promise<string> {
  const { functionArn, payload } = functionCall(state, input);
  const result = await invoke(functionArn, payload);
  if (!result.ok) throw TaskFailed.ofFunction(result.error);
  return result.payload;
}

function resultOf(outcome: Outcome): JsonValue {
  if ('output' in outcome) return JSON.parse(outcome.output);
  throw TaskFailed.ofOutcome(outcome);
}
