import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import type { InvocationResult } from '../functions/messages.ts';
import type { Ending } from './ending.ts';
import type { ExecutionRecord } from './record.ts';
import type { TaskState } from './task.ts';

/** What an execution runs, and whom it tells. */
export interface ExecutionOptions {
  definition: StateMachineDefinition;
  tasks: ReadonlyMap<string, TaskState>;
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  clock: () => Date;
  newId: () => string;
  /** A state was entered or is tried again: what Step Functions charges for. */
  onTransition: () => void;
  /** The record has changed and is to be kept. */
  onChange: (record: ExecutionRecord) => void;
  /** The execution has come to its end by itself. */
  onEnd: (record: ExecutionRecord, ending: Ending) => void;
}
