import type { Execution } from '../doubles/step-functions/engine.ts';
import type { State, WaitState } from './definition.ts';
import { StateError } from './errors.ts';
import { at, type Scope } from './paths.ts';
import type { Progress } from './record.ts';

/** The context object, and what InputPath leaves of a state's input. Throws StateError. */
export function scopeOf(
  { InputPath = '$' }: Exclude<State, { Type: 'Fail' }>,
  { executionArn, name, input, startDate, stateMachineArn }: Execution,
  { state, enteredTime, attempts, token, input: data }: Progress,
): Scope {
  const context = {
    Execution: {
      ...{ Id: executionArn, Name: name, StartTime: startDate.toISOString() },
      get Input(): unknown {
        return JSON.parse(input);
      },
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
    State: { Name: state, EnteredTime: enteredTime, RetryCount: Math.max(0, attempts - 1) },
    Task: { Token: token },
  };
  return { context, data: InputPath === null ? {} : at(InputPath, { data, context }) };
}

/** What OutputPath leaves of a state's data. Throws StateError. */
export function outputOf(
  { OutputPath = '$' }: { OutputPath?: string | null },
  data: unknown,
  { context }: Scope,
): unknown {
  return OutputPath === null ? {} : at(OutputPath, { data, context });
}

/** How long a Wait state waits, in milliseconds. Throws StateError for a path that leads to no time. */
export function waitingTime(state: WaitState, scope: Scope, now: number): number {
  const seconds = state.Seconds ?? (state.SecondsPath && at(state.SecondsPath, scope));
  if (typeof seconds === 'number') return seconds * 1000;
  const until = state.Timestamp ?? (state.TimestampPath && at(state.TimestampPath, scope));
  const milliseconds = typeof until === 'string' ? Date.parse(until) - now : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new StateError('States.Runtime', 'There is no time to wait for');
  return Math.max(0, milliseconds);
}
