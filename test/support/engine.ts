import type { Execution, TaskOutcome, WorkflowEngine } from '../../local/doubles/step-functions/engine.ts';

export const stateMachineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-requests';

export const removalStateMachineArn =
  'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-removal';

/** An engine whose executions do nothing until a test says so. */
export class Engine implements WorkflowEngine {
  readonly #executions = new Map<string, Execution>();
  readonly #tokens = new Map<string, 'waiting' | 'closed'>();
  /** The answers that waiting tasks were given, as values. */
  readonly resumed: { taskToken: string; output: unknown }[] = [];
  /** The state that every execution is in. */
  state = 'Request approval';

  get executions(): Execution[] {
    return [...this.#executions.values()];
  }

  get names(): string[] {
    return this.executions.map(({ name }) => name);
  }

  /** Gives out a token that a task now waits for. */
  wait(taskToken: string): void {
    this.#tokens.set(taskToken, 'waiting');
  }

  /** A token whose task has timed out. */
  kill(taskToken: string): void {
    this.#tokens.set(taskToken, 'closed');
  }

  /** How the execution of this name ended by itself, or by an operator's hand. */
  end(name: string, status: Execution['status'], error = 'SomeError'): void {
    const execution = this.executions.find((each) => each.name === name);
    if (!execution) throw new Error(`No execution ${name}`);
    this.#executions.set(execution.executionArn, { ...execution, status, stopDate: new Date(), error });
  }

  hasStateMachine(arn: string): boolean {
    return arn === stateMachineArn || arn === removalStateMachineArn;
  }

  execution(executionArn: string): Execution | undefined {
    return this.#executions.get(executionArn);
  }

  statesEntered(): readonly string[] {
    return ['Validate request', this.state];
  }

  start(execution: Pick<Execution, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Execution {
    const started: Execution = { ...execution, status: 'RUNNING', startDate: new Date() };
    this.#executions.set(execution.executionArn, started);
    return started;
  }

  stop(executionArn: string, { error = '' }: { error?: string | undefined }): Execution {
    const running = this.#executions.get(executionArn);
    if (!running) throw new Error('not running');
    const stopped: Execution = { ...running, status: 'ABORTED', stopDate: new Date(), error };
    this.#executions.set(executionArn, stopped);
    return stopped;
  }

  settleTask(taskToken: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown' {
    const state = this.#tokens.get(taskToken);
    if (state !== 'waiting') return state ?? 'unknown';
    this.#tokens.set(taskToken, 'closed');
    this.resumed.push({ taskToken, output: 'output' in outcome ? JSON.parse(outcome.output) : outcome });
    return 'settled';
  }
}
