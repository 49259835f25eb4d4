import { randomUUID } from 'node:crypto';
import type { InvocationResult } from '../../../local/functions/messages.ts';
import { definitionSchema } from '../../../local/workflow/definition.ts';
import { noJournal } from '../../../local/workflow/journal.ts';
import { invoked, realTime } from '../../../local/workflow/real-time.ts';
import { Workflow, type WorkflowOptions } from '../../../local/workflow/workflow.ts';

export const machineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:machine';
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
export const executionArn = (name: string) =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

export const succeed = (value: unknown): InvocationResult => ({ ok: true, payload: JSON.stringify(value) });
export const fail = (errorType: string): InvocationResult => ({
  ok: false,
  error: { errorType, errorMessage: `${errorType} happened` },
});

/** A Task state that calls a function directly. */
export const call = (name: string, rest: object) => ({ Type: 'Task', Resource: functionArn(name), ...rest });

/** A Task state that waits for its token. */
export const ask = (name: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: functionArn(name),
    Payload: {
      'token.$': '$$.Task.Token',
      'execution.$': '$$.Execution.Name',
      'state.$': '$$.State.Name',
      'enteredAt.$': '$$.State.EnteredTime',
      'retryCount.$': '$$.State.RetryCount',
    },
  },
  ...rest,
});

export interface Invocation {
  name: string;
  event: { token?: string; execution?: string; state?: string; enteredAt?: string; retryCount?: number };
}

/** A workflow whose functions are given as one; `invocations` records what they were called with. */
export function workflowOf(
  states: object,
  answer: (invocation: Invocation) => InvocationResult | Promise<InvocationResult>,
  options: Partial<WorkflowOptions> = {},
) {
  const invocations: Invocation[] = [];
  const moved: string[] = [];
  let transitions = 0;
  const workflow = new Workflow({
    ...realTime,
    stateMachines: [
      {
        arn: machineArn,
        definition: definitionSchema.parse({ StartAt: Object.keys(states)[0], States: states }),
      },
    ],
    // A hundred times as fast.
    schedule: (milliseconds, run, isTimeout) => realTime.schedule(milliseconds / 100, run, isTimeout),
    invoke: (arn, event, done) => {
      const invocation = { name: arn.split(':').at(-1) ?? '', event: event ?? {} };
      invocations.push(invocation);
      void Promise.resolve(answer(invocation)).then(invoked).then(done);
    },
    journal: noJournal,
    newId: randomUUID,
    onTransition: () => {
      transitions += 1;
    },
    onMove: (name) => moved.push(name),
    ...options,
  });
  const start = (name: string, input: object = {}) =>
    workflow.start({
      executionArn: executionArn(name),
      stateMachineArn: machineArn,
      name,
      input: JSON.stringify(input),
    });
  const execution = (name: string) => workflow.execution(executionArn(name));
  return { workflow, invocations, moved, start, execution, transitions: () => transitions };
}

/** Waits until a condition holds; fails after ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not come true in time');
}
