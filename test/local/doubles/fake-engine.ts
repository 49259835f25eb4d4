import type { Execution, TaskOutcome, WorkflowEngine } from '../../../local/doubles/step-functions/engine.ts';

export const stateMachineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign';

/** An engine whose executions do nothing until a test says so. */
export class FakeEngine implements WorkflowEngine {
  readonly executions = new Map<string, Execution>();
  readonly waiting = new Set<string>();
  readonly closed = new Set<string>();
  readonly outcomes: TaskOutcome[] = [];

  hasStateMachine(arn: string): boolean {
    return arn === stateMachineArn;
  }

  execution(executionArn: string): Execution | undefined {
    return this.executions.get(executionArn);
  }

  statesEntered(): readonly string[] {
    return ['Validate request', 'Request approval'];
  }

  start(execution: Pick<Execution, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Execution {
    const started: Execution = { ...execution, status: 'RUNNING', startDate: new Date() };
    this.executions.set(execution.executionArn, started);
    return started;
  }

  stop(executionArn: string, reason: { error?: string | undefined; cause?: string | undefined }): Execution {
    const { error = '', cause = '' } = reason;
    const running = this.executions.get(executionArn);
    if (running === undefined) throw new Error('not running');
    const stopped: Execution = { ...running, status: 'ABORTED', stopDate: new Date(), error, cause };
    this.executions.set(executionArn, stopped);
    return stopped;
  }

  settleTask(taskToken: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown' {
    if (this.closed.has(taskToken)) return 'closed';
    if (!this.waiting.delete(taskToken)) return 'unknown';
    this.closed.add(taskToken);
    this.outcomes.push(outcome);
    return 'settled';
  }
}
