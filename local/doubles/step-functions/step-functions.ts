import type * as z from 'zod';
import { type Double, dispatch, type Operations } from '../double.ts';
import type { Execution, TaskOutcome, WorkflowEngine } from './engine.ts';
import { historyOf } from './history.ts';
import {
  executionHistory,
  existingExecution,
  forbiddenInName,
  isJson,
  parse,
  refusal,
  sendTaskFailure,
  sendTaskSuccess,
  startExecution,
  stopExecution,
} from './parameters.ts';

/** The API of AWS Step Functions over a workflow engine. */
export class StepFunctions implements Double {
  readonly #engine: WorkflowEngine;
  readonly #newId: () => string;
  readonly #operations: Operations = {
    StartExecution: (input) => this.#start(parse(startExecution, input)),
    DescribeExecution: (input) => this.#find(parse(existingExecution, input).executionArn),
    GetExecutionHistory: (input) => this.#history(parse(executionHistory, input)),
    StopExecution: (input) => this.#stop(parse(stopExecution, input)),
    SendTaskSuccess: (input) => this.#succeed(parse(sendTaskSuccess, input)),
    SendTaskFailure: (input) => this.#fail(parse(sendTaskFailure, input)),
  };

  constructor({ engine, newId }: { engine: WorkflowEngine; newId: () => string }) {
    this.#engine = engine;
    this.#newId = newId;
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** The same name and input while it runs is the same execution; anything else under a used name is refused. */
  #start({ stateMachineArn, name = this.#newId(), input }: z.output<typeof startExecution>): object {
    if (!stateMachineArn.includes(':stateMachine:')) {
      throw refusal('InvalidArn', `Invalid Arn: '${stateMachineArn}'`);
    }
    if (forbiddenInName.test(name)) throw refusal('InvalidName', `Invalid Name: '${name}'`);
    if (!isJson(input)) throw refusal('InvalidExecutionInput', 'Invalid State Machine Execution Input');
    if (!this.#engine.hasStateMachine(stateMachineArn)) {
      throw refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.#engine.execution(executionArn);
    if (existing !== undefined && (existing.status !== 'RUNNING' || existing.input !== input)) {
      throw refusal('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    }
    const execution = existing ?? this.#engine.start({ executionArn, stateMachineArn, name, input });
    return { executionArn, startDate: execution.startDate };
  }

  #find(executionArn: string): Execution {
    const execution = this.#engine.execution(executionArn);
    if (execution === undefined) {
      throw refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    }
    return execution;
  }

  #history(input: z.output<typeof executionHistory>): object {
    const execution = this.#find(input.executionArn);
    return historyOf(execution, this.#engine.statesEntered(input.executionArn), input);
  }

  #stop({ executionArn, error, cause }: z.output<typeof stopExecution>): object {
    const execution = this.#find(executionArn);
    const stopped =
      execution.status === 'RUNNING' ? this.#engine.stop(executionArn, { error, cause }) : execution;
    return { stopDate: stopped.stopDate };
  }

  #succeed({ taskToken: token, output }: z.output<typeof sendTaskSuccess>): object {
    if (!isJson(output)) throw refusal('InvalidOutput', 'Invalid Output: it is no JSON');
    return this.#settle(token, { output });
  }

  #fail({ taskToken: token, error, cause }: z.output<typeof sendTaskFailure>): object {
    return this.#settle(token, { error, cause });
  }

  /** A task that was answered and one that ran out of time are the same error: AWS does not tell them apart. */
  #settle(token: string, outcome: TaskOutcome): object {
    const settled = this.#engine.settleTask(token, outcome);
    if (settled === 'unknown') throw refusal('InvalidToken', `Invalid Token: 'Invalid token'`);
    if (settled === 'closed') {
      throw refusal('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
    }
    return {};
  }
}
