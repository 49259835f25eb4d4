import type { TaskOutcome } from '../doubles/step-functions/engine.ts';
import type { FunctionError } from '../functions/messages.ts';

/** What a failed task looks like to Retry and Catch: they match its name; `Cause` is its message. */
export class TaskFailed extends Error {
  override readonly name: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }

  /** The error of a function, whose cause Step Functions gives as JSON text. */
  static ofFunction(error: FunctionError): TaskFailed {
    return new TaskFailed(error.errorType, JSON.stringify(error));
  }

  /** The error of SendTaskFailure; without a name it matches only the wildcards. */
  static ofOutcome({ error, cause }: Exclude<TaskOutcome, { output: string }>): TaskFailed {
    return new TaskFailed(error ?? 'States.TaskFailed', cause ?? '');
  }
}

/** Ends a state of an execution that has ended itself: neither Retry nor Catch may see it. */
export class ExecutionEnded extends Error {
  override readonly name = 'ExecutionEnded';
  readonly isRetryable = false;
  readonly isCatchable = false;
}
