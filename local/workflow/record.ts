import * as z from 'zod';
import type { Execution } from '../doubles/step-functions/engine.ts';

/** Where a running execution is: enough to go on from there in another process. */
const progress = z.object({
  state: z.string(),
  /** The state's input, before InputPath and Parameters. */
  input: z.unknown(),
  enteredTime: z.string(),
  /** How many times the state was tried so far: what `$$.State.RetryCount` counts from. */
  attempts: z.int(),
  /** Retries so far, by the state's retriers. */
  retries: z.array(z.int()),
  /** The token of the latest try, if the state waits for one. */
  token: z.string().exactOptional(),
  /** The function has answered, and only the token is waited for. */
  isWaiting: z.boolean(),
  /** When the try times out, in milliseconds since the epoch. */
  timesOutAt: z.number().exactOptional(),
  /** When the pause ends, before the next try or in a Wait state. */
  wakesAt: z.number().exactOptional(),
});
export type Progress = z.output<typeof progress>;

const executionSchema = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  input: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  startDate: z.coerce.date(),
  stopDate: z.coerce.date().exactOptional(),
  output: z.string().exactOptional(),
  error: z.string().exactOptional(),
  cause: z.string().exactOptional(),
});

/** Everything the local stack knows about an execution. */
export const recordSchema = z.object({
  execution: executionSchema satisfies z.ZodType<Execution>,
  /** Id of the definition it was started with and runs to its end, as in AWS, whatever is deployed meanwhile. */
  definition: z.string(),
  /** Names of the states entered, in order. */
  visited: z.array(z.string()),
  /** There while it runs, once it has entered a state. */
  progress: progress.exactOptional(),
});
export type ExecutionRecord = z.output<typeof recordSchema>;
