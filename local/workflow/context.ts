import type { RunOptions } from 'aws-local-stepfunctions';
import type { ExecutionRecord } from './record.ts';
import { taskToken } from './token.ts';

/**
 * The context object (`$$`) of an execution. The engine copies it one level deep, so the getters below are asked
 * anew each time a state's input is processed; the engine itself adds the execution's input and start.
 */
export function contextOf(record: ExecutionRecord, newId: () => string): NonNullable<RunOptions['context']> {
  const { executionArn, name, stateMachineArn } = record.execution;
  return {
    Execution: { Id: executionArn, Name: name },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
    State: {
      get Name() {
        return record.progress?.state;
      },
      get EnteredTime() {
        return record.progress?.enteredTime;
      },
      get RetryCount() {
        return record.progress?.attempts;
      },
    },
    Task: {
      /** One token an attempt, however often it is asked for. */
      get Token() {
        if (record.progress) record.progress.token ??= taskToken(executionArn, newId());
        return record.progress?.token;
      },
    },
  };
}
