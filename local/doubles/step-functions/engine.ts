/** An execution as DescribeExecution shows it. */
export interface Execution {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  /** JSON text, as it was passed to StartExecution. */
  input: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  startDate: Date;
  stopDate?: Date;
  /** JSON text. */
  output?: string;
  error?: string;
  cause?: string;
}

/** How a waiting task is answered: `output` is JSON text. */
export type TaskOutcome = { output: string } | { error?: string | undefined; cause?: string | undefined };

/** What runs the workflow behind this wire face. Every answer is immediate, so that two callers cannot interleave. */
export interface WorkflowEngine {
  hasStateMachine(stateMachineArn: string): boolean;
  /** A running or closed execution. */
  execution(executionArn: string): Execution | undefined;
  /** The names of the states that an execution has entered, in order. */
  statesEntered(executionArn: string): readonly string[];
  /** Begins an execution whose ARN is not in use and returns at once; the execution goes on by itself. */
  start(execution: Pick<Execution, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Execution;
  /** Aborts a running execution. */
  stop(executionArn: string, reason: { error?: string | undefined; cause?: string | undefined }): Execution;
  /**
   * Answers the task that waits for a token. `closed`: the token was given out, but its task was answered before,
   * timed out, or belongs to an execution that has ended. `unknown`: no such token was ever given out.
   */
  settleTask(taskToken: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown';
}
