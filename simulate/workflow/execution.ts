import type { Execution as Described, TaskOutcome } from '../../local/doubles/step-functions/engine.ts';
import type { Entry } from '../world/agenda.ts';
import { delayOf, retrierFor, takes } from './attempts.ts';
import type { Definition, TaskState } from './definition.ts';
import { at, type Data, filled, withResult } from './paths.ts';

/** What a function invocation comes to, as Step Functions sees it. */
export type Invoked = { ok: true; value: unknown } | { ok: false; error: string; cause: string };

/** What an execution needs from the world around it. */
export interface Surroundings {
  definition: Definition;
  now: () => number;
  schedule: (milliseconds: number, run: () => void, distant: boolean) => Entry;
  cancel: (entry: Entry) => void;
  /** Invokes the function behind a task's resource. */
  invoke: (resource: string, payload: unknown, done: (result: Invoked) => void) => void;
  newToken: (execution: Execution) => string;
  /** A number from 0 to 1 for full jitter. */
  jitter: () => number;
}

type Reason = { error: string; cause: string };

/** One execution of the state machine, under the virtual clock: Task (with token), Choice, Retry, Catch, timeout. */
export class Execution {
  readonly described: Described;
  readonly entered: string[] = [];
  /** The token that is good at this moment. */
  token: string | undefined;
  /** The function has answered; only a person, or the timeout, can move it. */
  isWaiting = false;
  readonly #around: Surroundings;
  #state = '';
  #data: Data;
  #enteredTime = '';
  #retries: number[] = [];
  #attempt = 0;
  #timer: Entry | undefined;

  constructor(described: Described, around: Surroundings) {
    this.described = described;
    this.#around = around;
    this.#data = JSON.parse(described.input);
    this.#enter(around.definition.StartAt);
  }

  get state(): string {
    return this.#state;
  }

  /** Ends it from outside; whatever its functions still do goes on. */
  end(
    status: Described['status'],
    { error, cause }: { error?: string | undefined; cause?: string | undefined } = {},
  ): void {
    this.#leaveAttempt();
    Object.assign(this.described, { status, stopDate: new Date(this.#around.now()) });
    Object.assign(this.described, error !== undefined && { error }, cause !== undefined && { cause });
  }

  /** Answers the task that waits for a token; false if none waits for this one. */
  settle(token: string, outcome: TaskOutcome): boolean {
    const state = this.#around.definition.States[this.#state];
    if (token !== this.token || state?.Type !== 'Task') return false;
    if ('output' in outcome) this.#succeed(state, JSON.parse(outcome.output));
    else this.#fail(state, { error: outcome.error ?? 'States.TaskFailed', cause: outcome.cause ?? '' });
    return true;
  }

  #enter(name: string): void {
    const state = this.#around.definition.States[name];
    if (state === undefined) throw new RangeError(`There is no state ${name}`);
    this.#state = name;
    this.entered.push(name);
    this.#enteredTime = new Date(this.#around.now()).toISOString();
    if (state.Type === 'Task') {
      this.#retries = state.Retry.map(() => 0);
      this.#try(state);
      return;
    }
    const chosen = state.Choices.find(({ And }) =>
      And.every(({ Variable, StringEquals }) => at(Variable, this.#data, {}) === StringEquals),
    );
    this.#enter(chosen?.Next ?? state.Default);
  }

  #try(state: TaskState): void {
    const attempt = ++this.#attempt;
    const waits = state.Resource.endsWith('.waitForTaskToken');
    const { schedule, invoke, newToken } = this.#around;
    this.token = waits ? newToken(this) : undefined;
    const timeout = { error: 'States.Timeout', cause: '' };
    this.#timer = schedule(state.TimeoutSeconds * 1000, () => this.#fail(state, timeout), true);
    const parameters = state.Parameters ? filled(state.Parameters, this.#data, this.#context()) : this.#data;
    const [resource, payload] = waits
      ? [String(parameters.FunctionName), parameters.Payload]
      : [state.Resource, parameters];
    invoke(resource, payload, (result) => {
      if (attempt !== this.#attempt) return;
      if (!result.ok) this.#fail(state, result);
      else if (waits) this.isWaiting = true;
      else this.#succeed(state, result.value);
    });
  }

  #succeed(state: TaskState, result: unknown): void {
    this.#leaveAttempt();
    this.#data = withResult(state.ResultPath, this.#data, result);
    this.#goOn(state.Next);
  }

  #fail(state: TaskState, reason: Reason): void {
    this.#leaveAttempt();
    const found = retrierFor(state.Retry, reason.error, this.#retries);
    if (found !== undefined) {
      const made = this.#retries[found.index] ?? 0;
      this.#retries[found.index] = made + 1;
      const pause =
        delayOf(found.retrier, made) * (found.retrier.JitterStrategy === 'FULL' ? this.#around.jitter() : 1);
      this.#timer = this.#around.schedule(pause, () => this.#try(state), false);
      return;
    }
    const caught = state.Catch.find(({ ErrorEquals }) => takes(ErrorEquals, reason.error));
    if (caught === undefined) {
      this.end('FAILED', reason);
      return;
    }
    const output = { Error: reason.error, Cause: reason.cause };
    this.#data = withResult(caught.ResultPath, this.#data, output);
    this.#enter(caught.Next);
  }

  #goOn(next: string | undefined): void {
    if (next !== undefined) this.#enter(next);
    else this.end('SUCCEEDED');
  }

  #leaveAttempt(): void {
    this.#attempt++;
    this.token = undefined;
    this.isWaiting = false;
    if (this.#timer) this.#around.cancel(this.#timer);
  }

  #context(): Data {
    const RetryCount = this.#retries.reduce((sum, count) => sum + count, 0);
    return {
      Execution: { Name: this.described.name, Id: this.described.executionArn },
      State: { Name: this.#state, EnteredTime: this.#enteredTime, RetryCount },
      Task: { Token: this.token },
    };
  }
}
