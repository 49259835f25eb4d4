import type {
  Execution as Described,
  TaskOutcome,
  WorkflowEngine,
} from '../../local/doubles/step-functions/engine.ts';
import { Execution, type Surroundings } from './execution.ts';

/** Every execution of the one state machine, behind the face of Step Functions. */
export class SimulatedWorkflow implements WorkflowEngine {
  readonly executions = new Map<string, Execution>();
  readonly #tokens = new Map<string, Execution>();
  readonly #stateMachineArn: string;
  readonly #around: Surroundings;

  constructor(stateMachineArn: string, around: Omit<Surroundings, 'newToken'>, newId: () => string) {
    this.#stateMachineArn = stateMachineArn;
    const newToken = (execution: Execution) => {
      const token = `${tokenMark}${newId()}`;
      this.#tokens.set(token, execution);
      return token;
    };
    this.#around = { ...around, newToken };
  }

  hasStateMachine(arn: string): boolean {
    return arn === this.#stateMachineArn;
  }

  execution(arn: string): Described | undefined {
    return this.executions.get(arn)?.described;
  }

  statesEntered(arn: string): readonly string[] {
    return this.executions.get(arn)?.entered ?? [];
  }

  start(begun: Pick<Described, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Described {
    const described: Described = { ...begun, status: 'RUNNING', startDate: new Date(this.#around.now()) };
    const execution = new Execution(described, this.#around);
    this.executions.set(described.executionArn, execution);
    return described;
  }

  stop(arn: string, reason: { error?: string | undefined; cause?: string | undefined }): Described {
    const execution = this.executions.get(arn);
    if (execution === undefined) throw new RangeError(`There is no execution ${arn}`);
    execution.end('ABORTED', reason);
    return execution.described;
  }

  /** The request that a token was given out for: executions are named after theirs. */
  requestOf(token: string): string | undefined {
    return this.#tokens.get(token)?.described.name.slice(0, 36);
  }

  settleTask(token: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown' {
    const execution = this.#tokens.get(token);
    if (execution === undefined) return 'unknown';
    return execution.settle(token, outcome) ? 'settled' : 'closed';
  }
}

/** What every task token begins with, so that one that got out is recognized wherever it stands. */
export const tokenMark = 'TASK-TOKEN-';
