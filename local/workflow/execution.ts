import { StateMachine } from 'aws-local-stepfunctions';
import type { TaskOutcome } from '../doubles/step-functions/engine.ts';
import { attemptTask } from './attempt.ts';
import { contextOf } from './context.ts';
import { runnable } from './definition.ts';
import { type Ending, endingOf } from './ending.ts';
import { ExecutionEnded } from './errors.ts';
import type { ExecutionOptions } from './options.ts';
import type { ExecutionRecord, JsonValue, Outcome, Progress } from './record.ts';
import type { TaskState } from './task.ts';

/** One running execution: keeps its record up to date while the engine runs the definition. */
export class RunningExecution {
  readonly record: ExecutionRecord;
  readonly #options: ExecutionOptions;
  #abort = () => {};
  readonly #ended = Promise.withResolvers<never>();
  #answer: (outcome: Outcome) => void = () => {};
  /** Where an earlier process left it, until that state is tried again. */
  #interrupted: Progress | undefined;
  #isEnded = false;

  constructor(record: ExecutionRecord, options: ExecutionOptions) {
    this.record = record;
    this.#options = options;
    this.#interrupted = record.progress;
    this.#ended.promise.catch(() => {});
  }

  /** Starts, or goes on where the record says it was. */
  run(): void {
    const { record } = this;
    const options = this.#options;
    const onEnter = (state: string) => this.#enter(state);
    const definition = runnable(options.definition, { tasks: options.tasks, from: record.progress, onEnter });
    const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
    const { abort, result, eventLogs } = machine.run(JSON.parse(record.execution.input), {
      context: contextOf(record, options.newId),
      overrides: { taskResourceLocalHandlers: this.#handlers() },
    });
    this.#abort = abort;
    result.then(
      (output) => this.#end({ status: 'SUCCEEDED', output: JSON.stringify(output) }),
      (error: unknown) => this.#end(endingOf(error)),
    );
    void this.#followInputs(eventLogs);
  }

  /** Answers the task that waits for this token; false if none does. */
  settle(token: string, outcome: TaskOutcome): boolean {
    const { progress } = this.record;
    if (this.#isEnded || progress?.token !== token || progress.outcome !== undefined) return false;
    progress.outcome = outcome;
    this.#options.onChange(this.record);
    this.#answer(progress.outcome);
    return true;
  }

  /** Ends the execution where it is. */
  interrupt(): void {
    this.#isEnded = true;
    this.#abort();
    this.#ended.reject(new ExecutionEnded());
  }

  #end(ending: Ending): void {
    if (this.#isEnded) return;
    this.interrupt();
    this.#options.onEnd(this.record, ending);
  }

  #enter(state: string): void {
    if (this.#isEnded || this.#interrupted?.state === state) return;
    this.record.visited.push(state);
    const enteredTime = this.#options.clock().toISOString();
    this.record.progress = { state, input: null, enteredTime, attempts: 0, isWaiting: false };
    this.#options.onTransition();
  }

  /** The engine tells a state's input just after the state was entered. */
  async #followInputs(events: ReturnType<StateMachine['run']>['eventLogs']): Promise<void> {
    for await (const event of events) {
      const { progress } = this.record;
      if (this.#isEnded || event.type !== 'StateEntered' || event.state.name !== progress?.state) continue;
      progress.input = event.state.input;
      this.#options.onChange(this.record);
    }
  }

  #handlers(): Record<string, (input: JsonValue) => Promise<JsonValue>> {
    const handlers = [...this.#options.tasks].map(
      ([name, state]) => [name, (input: JsonValue) => this.#try(state, input)] as const,
    );
    return Object.fromEntries(handlers);
  }

  async #try(state: TaskState, input: JsonValue): Promise<JsonValue> {
    const { progress } = this.record;
    if (this.#isEnded || progress === undefined) throw new ExecutionEnded();
    const { promise: answered, resolve } = Promise.withResolvers<Outcome>();
    this.#answer = resolve;
    const { token } = progress;
    const close = () => progress.token === token && closeToken(progress);
    // Set before the engine's own timer of the same length: the token is closed when the state times out.
    const timer = state.TimeoutSeconds && setTimeout(close, state.TimeoutSeconds * 1000);
    const interrupted = this.#begin(progress);
    const onWaiting = () => this.#wait(progress, token);
    const { invoke } = this.#options;
    const ended = this.#ended.promise;
    return attemptTask({ state, input, interrupted, invoke, onWaiting, answered, ended })
      .catch((error: unknown) => {
        close();
        throw error;
      })
      .finally(() => clearTimeout(timer));
  }

  /** Counts an attempt, unless it goes on with one that an earlier process left waiting. */
  #begin(progress: Progress): Progress | undefined {
    const interrupted = this.#interrupted;
    this.#interrupted = undefined;
    if (interrupted?.isWaiting || interrupted?.outcome) return interrupted;
    progress.attempts += 1;
    if (progress.attempts > 1) {
      this.#options.onTransition();
      this.#options.onChange(this.record);
    }
    return undefined;
  }

  #wait(progress: Progress, token: string | undefined): void {
    if (this.#isEnded || progress.token !== token) return;
    progress.isWaiting = true;
    this.#options.onChange(this.record);
  }
}

/** A token that failed or ran out of time is never good again; the next attempt gets another. */
function closeToken(progress: Progress): void {
  delete progress.token;
  delete progress.outcome;
  progress.isWaiting = false;
}
