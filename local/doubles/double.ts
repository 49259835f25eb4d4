import type { Remember } from './journal.ts';
import { ModelledError } from './modelled-error.ts';

/** The account and region that every double answers for. */
export const account = '111122223333';
export const region = 'us-east-1';

/**
 * A stand-in for an AWS service, without transport: takes an operation's name and its input as the SDK's commands
 * hold it, returns the output as the SDK's clients return it (dates are `Date`), throws `ModelledError`.
 */
export interface Double {
  call(operation: string, input: object): object | Promise<object>;
}

/** A double that an administrator reaches past its limits of calls. */
export interface OpenDouble extends Double {
  readonly operations: readonly string[];
  perform(operation: string, input: object): object | Promise<object>;
}

/** What makes a double deterministic: where its times and its random ids (UUIDs) come from. */
export interface Sources {
  clock: () => Date;
  newId: () => string;
}

/**
 * How a double's memory outlives it: `state` is what it begins with (an earlier `snapshot()`, or a journal's `state`;
 * it is checked), `remember` is told of every change.
 */
export interface Memory {
  state?: unknown;
  remember?: Remember;
}

/** For a double whose memory ends with it. */
export const forget: Remember = () => {};

export type Operations = Readonly<Record<string, (input: object) => object | Promise<object>>>;

/** Runs one operation of a table; throws `UnknownOperationException` for one that the double does not have. */
export function dispatch(operations: Operations, operation: string, input: object): object | Promise<object> {
  const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (run === undefined) {
    throw new ModelledError('UnknownOperationException', 404, `The double has no operation ${operation}.`);
  }
  return run(input);
}
