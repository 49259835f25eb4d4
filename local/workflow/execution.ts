import type { Execution, TaskOutcome } from '../doubles/step-functions/engine.ts';
import { chosen } from './choice.ts';
import type { Definition, State, TaskState, WaitState } from './definition.ts';
import { type Failure, StateError, takes } from './errors.ts';
import { filled, withResult } from './paths.ts';
import type { ExecutionRecord, Progress } from './record.ts';
import { pauseBefore, retrierFor } from './retries.ts';
import { outputOf, scopeOf, waitingTime } from './scope.ts';
import { functionCall, functionResult, type Invoked, waitsForToken } from './task.ts';

/** What executions need from the world around them: the real one, or a simulation's. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Runs something later; returns what cancels it. `isTimeout`: a safety net that nothing waits for. */
  schedule: (milliseconds: number, run: () => void, isTimeout: boolean) => () => void;
  /** Invokes a function; `done` is called once, later. */
  invoke: (functionArn: string, payload: unknown, done: (result: Invoked) => void) => void;
  newToken: (executionArn: string) => string;
  /** A number from 0 to 1, for full jitter. */
  jitter: () => number;
  /** A state was entered or is tried again: what Step Functions charges for. */
  onTransition: () => void;
  /** The record has changed and is to be kept. */
  onChange: (record: ExecutionRecord) => void;
}

const nothing = () => {};

/** One running execution of a definition: all that it knows is in its record. */
export class RunningExecution {
  readonly record: ExecutionRecord;
  readonly #definition: Definition;
  readonly #around: Surroundings;
  /** Tells the answer of the present try from those of tries that are over. */
  #try = 0;
  #cancelTimer = nothing;

  constructor(record: ExecutionRecord, definition: Definition, around: Surroundings) {
    this.record = record;
    this.#definition = definition;
    this.#around = around;
  }

  /**
   * Starts, or goes on where the record says it was: with the token it was waiting for, with what is left of its pause
   * and of its timeout. A function that was running is invoked again with the same token, as a retry.
   */
  run(): void {
    const { execution, progress } = this.record;
    if (progress === undefined) this.#enter(this.#definition.StartAt, JSON.parse(execution.input));
    else this.#resume(this.#stateOf(progress), progress);
  }

  /** Answers the task that waits for this token; false if none does. */
  settle(token: string, outcome: TaskOutcome): boolean {
    const { progress } = this.record;
    if (progress === undefined || progress.token !== token) return false;
    const state = this.#stateOf(progress);
    if (state.Type !== 'Task') return false;
    if ('output' in outcome) this.#succeed(state, progress, JSON.parse(outcome.output));
    else this.#fail(state, { error: outcome.error ?? 'States.TaskFailed', cause: outcome.cause ?? '' });
    return true;
  }

  /** Ends it; what its functions still do is nobody's business. */
  end(status: Execution['status'], rest: Partial<Pick<Execution, 'output' | 'error' | 'cause'>> = {}): void {
    this.leave();
    Object.assign(this.record.execution, rest, { status, stopDate: new Date(this.#around.now()) });
    delete this.record.progress;
    this.#around.onChange(this.record);
  }

  /** Does nothing more, and leaves the record as it is. */
  leave(): void {
    this.#try++;
    this.#cancelTimer();
  }

  #enter(name: string, input: unknown): void {
    const enteredTime = new Date(this.#around.now()).toISOString();
    const progress: Progress = {
      ...{ state: name, input, enteredTime },
      ...{ attempts: 0, retries: [], isWaiting: false },
    };
    this.record.progress = progress;
    this.record.visited.push(name);
    this.#around.onTransition();
    const state = this.#stateOf(progress);
    if (state.Type === 'Task') this.#attempt(state, progress);
    else this.#guarded(() => this.#pass(state, progress));
  }

  #pass(state: Exclude<State, TaskState>, progress: Progress): void {
    if (state.Type === 'Fail') {
      this.#fail(state, { error: state.Error ?? '', cause: state.Cause ?? '' });
      return;
    }
    const scope = scopeOf(state, this.record.execution, progress);
    if (state.Type === 'Choice') this.#enter(chosen(state, scope), outputOf(state, scope.data, scope));
    else if (state.Type === 'Succeed') this.#leaveTo(state, outputOf(state, scope.data, scope));
    else if (state.Type === 'Wait') this.#pause(progress, waitingTime(state, scope, this.#around.now()));
    else {
      const given = state.Parameters ? filled(state.Parameters, scope) : scope.data;
      const result = 'Result' in state ? state.Result : given;
      const data = withResult(state, progress.input, result);
      this.#leaveTo(state, outputOf(state, data, scope));
    }
  }

  #attempt(state: TaskState, progress: Progress): void {
    progress.attempts += 1;
    if (progress.attempts > 1) this.#around.onTransition();
    delete progress.wakesAt;
    if (waitsForToken(state)) progress.token ??= this.#around.newToken(this.record.execution.executionArn);
    const seconds = state.TimeoutSeconds;
    if (seconds !== undefined) progress.timesOutAt = this.#around.now() + seconds * 1000;
    this.#awaitTimeout(state, progress);
    this.#around.onChange(this.record);
    this.#guarded(() => this.#invoke(state, progress));
  }

  #invoke(state: TaskState, progress: Progress): void {
    const scope = scopeOf(state, this.record.execution, progress);
    const input = state.Parameters ? filled(state.Parameters, scope) : scope.data;
    const { functionArn, payload } = functionCall(state, input);
    const attempt = this.#try;
    this.#around.invoke(functionArn, payload, (result) => {
      if (attempt !== this.#try) return;
      if (!result.ok) this.#fail(state, result);
      else if (waitsForToken(state)) this.#wait(progress);
      else this.#succeed(state, progress, functionResult(state, result.value));
    });
  }

  #wait(progress: Progress): void {
    progress.isWaiting = true;
    this.#around.onChange(this.record);
  }

  #resume(state: State, progress: Progress): void {
    if (progress.wakesAt !== undefined) this.#pause(progress, progress.wakesAt - this.#around.now());
    else if (state.Type === 'Task' && progress.isWaiting) this.#awaitTimeout(state, progress);
    else if (state.Type === 'Task') this.#attempt(state, progress);
  }

  #awaitTimeout(state: TaskState, { timesOutAt }: Progress): void {
    if (timesOutAt === undefined) return;
    const timeOut = () => this.#fail(state, { error: 'States.Timeout', cause: '' });
    this.#cancelTimer = this.#around.schedule(timesOutAt - this.#around.now(), timeOut, true);
  }

  /** Before the next try of a task, or in a Wait state. */
  #pause(progress: Progress, milliseconds: number): void {
    progress.wakesAt = this.#around.now() + milliseconds;
    this.#around.onChange(this.record);
    const state = this.#stateOf(progress);
    const wake = () => {
      if (state.Type === 'Task') this.#attempt(state, progress);
      else if (state.Type === 'Wait') this.#guarded(() => this.#wakeUp(state, progress));
    };
    this.#cancelTimer = this.#around.schedule(milliseconds, wake, false);
  }

  #wakeUp(state: WaitState, progress: Progress): void {
    const scope = scopeOf(state, this.record.execution, progress);
    this.#leaveTo(state, outputOf(state, scope.data, scope));
  }

  #succeed(state: TaskState, progress: Progress, answer: unknown): void {
    this.#closeTry();
    this.#guarded(() => {
      const scope = scopeOf(state, this.record.execution, progress);
      const result = state.ResultSelector ? filled(state.ResultSelector, { ...scope, data: answer }) : answer;
      this.#leaveTo(state, outputOf(state, withResult(state, progress.input, result), scope));
    });
  }

  #leaveTo(state: Exclude<State, { Type: 'Choice' | 'Fail' }>, data: unknown): void {
    if ('Next' in state && state.Next !== undefined) this.#enter(state.Next, data);
    else this.end('SUCCEEDED', { output: JSON.stringify(data) });
  }

  /** What a state throws about its data fails it, like what a function throws. */
  #guarded(work: () => void, fail = (failure: Failure) => this.#failHere(failure)): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      fail({ error: error.name, cause: error.message });
    }
  }

  #failHere(failure: Failure): void {
    const { progress } = this.record;
    if (progress !== undefined) this.#fail(this.#stateOf(progress), failure);
  }

  #fail(state: State, failure: Failure): void {
    this.#closeTry();
    const { progress } = this.record;
    if (state.Type !== 'Task' || progress === undefined) this.end('FAILED', failure);
    else if (!this.#retry(state, progress, failure)) this.#catch(state, progress, failure);
  }

  /** Whether the state will be tried again. */
  #retry({ Retry = [] }: TaskState, progress: Progress, { error }: Failure): boolean {
    const found = retrierFor(Retry, error, progress.retries);
    if (found === undefined) return false;
    const made = progress.retries[found.index] ?? 0;
    progress.retries = Retry.map(
      (_, index) => (progress.retries[index] ?? 0) + (index === found.index ? 1 : 0),
    );
    this.#pause(progress, pauseBefore(found.retrier, made, this.#around.jitter));
    return true;
  }

  #catch({ Catch = [] }: TaskState, progress: Progress, failure: Failure): void {
    const catcher = Catch.find(({ ErrorEquals }) => takes(ErrorEquals, failure.error));
    const giveUp = (reason: Failure) => this.end('FAILED', reason);
    if (catcher === undefined) giveUp(failure);
    else {
      const result = { Error: failure.error, Cause: failure.cause };
      this.#guarded(() => this.#enter(catcher.Next, withResult(catcher, progress.input, result)), giveUp);
    }
  }

  /** A token that was answered, failed or ran out of time is never good again; the next try gets another. */
  #closeTry(): void {
    this.leave();
    const { progress } = this.record;
    if (progress === undefined) return;
    delete progress.token;
    delete progress.timesOutAt;
    progress.isWaiting = false;
  }

  #stateOf({ state }: Progress): State {
    const found = this.#definition.States[state];
    if (found === undefined) throw new RangeError(`The definition has no state ${state}`);
    return found;
  }
}
