import { createHash } from 'node:crypto';
import type { Execution, TaskOutcome, WorkflowEngine } from '../doubles/step-functions/engine.ts';
import type { StateMachineTemplate } from '../template/workflow.ts';
import type { Definition } from './definition.ts';
import { RunningExecution, type Surroundings } from './execution.ts';
import type { Journal, Kept } from './journal.ts';
import type { ExecutionRecord } from './record.ts';
import { executionOfToken, taskToken } from './token.ts';

export interface WorkflowOptions extends Omit<Surroundings, 'newToken' | 'onChange'> {
  stateMachines: readonly StateMachineTemplate[];
  journal: Journal;
  newId: () => string;
  /** Is told the name of an execution that has moved. */
  onMove: (executionName: string) => void;
}

/**
 * Runs state machines, for the local stack and for the simulation. Each execution runs to its end the definition that it
 * was started with, as in AWS. Executions last as long as their journal does: one that is interrupted goes on in the
 * state it was in, as if the process had never ended.
 */
export class Workflow implements WorkflowEngine {
  readonly #options: WorkflowOptions;
  readonly #around: Surroundings;
  readonly #definitions = new Map<string, Definition>();
  /** The ids of the definitions that are deployed, by the ARNs of their state machines. */
  readonly #deployed = new Map<string, string>();
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #running = new Map<string, RunningExecution>();

  constructor(options: WorkflowOptions) {
    this.#options = options;
    this.#around = {
      ...options,
      newToken: (executionArn) => taskToken(executionArn, options.newId()),
      onChange: (record) => this.#keep(record),
    };
    for (const { arn, definition } of options.stateMachines) {
      const id = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
      this.#definitions.set(id, definition);
      this.#deployed.set(arn, id);
      options.journal.define(id, definition);
    }
  }

  get stateMachines(): readonly StateMachineTemplate[] {
    return this.#options.stateMachines;
  }

  /** Takes over what an earlier process left and lets what was running go on. */
  resume({ records, definitions }: Kept): void {
    for (const [id, definition] of definitions) this.#definitions.set(id, definition);
    for (const record of records) {
      this.#records.set(record.execution.executionArn, record);
      if (record.execution.status === 'RUNNING') this.#run(record);
    }
  }

  hasStateMachine(stateMachineArn: string): boolean {
    return this.#deployed.has(stateMachineArn);
  }

  execution(executionArn: string): Execution | undefined {
    return this.#records.get(executionArn)?.execution;
  }

  statesEntered(executionArn: string): readonly string[] {
    return this.#records.get(executionArn)?.visited ?? [];
  }

  /** Every execution there ever was, oldest first. */
  executions(): ExecutionRecord[] {
    return [...this.#records.values()];
  }

  /** The executions of one request, oldest first: named like it, or like it with a suffix that ends in a number. */
  executionsOf(requestId: string): ExecutionRecord[] {
    return this.executions().filter(({ execution: { name } }) => {
      return name === requestId || (name.startsWith(requestId) && suffix.test(name.slice(requestId.length)));
    });
  }

  start(begun: Pick<Execution, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Execution {
    const definition = this.#deployed.get(begun.stateMachineArn);
    if (definition === undefined) throw new RangeError(`There is no state machine ${begun.stateMachineArn}`);
    const execution: Execution = { ...begun, status: 'RUNNING', startDate: new Date(this.#options.now()) };
    const record: ExecutionRecord = { execution, definition, visited: [] };
    this.#records.set(execution.executionArn, record);
    this.#run(record);
    return execution;
  }

  stop(executionArn: string, reason: { error?: string | undefined; cause?: string | undefined }): Execution {
    return this.#end(executionArn, 'ABORTED', reason);
  }

  /** Lets a running execution die, as a fault of Step Functions itself would. */
  kill(executionArn: string): void {
    this.#end(executionArn, 'FAILED', { error: 'States.Runtime', cause: 'killed' });
  }

  settleTask(taskToken: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown' {
    const executionArn = executionOfToken(taskToken);
    if (executionArn === undefined) return 'unknown';
    return this.#running.get(executionArn)?.settle(taskToken, outcome) ? 'settled' : 'closed';
  }

  /** Leaves every execution where it is, for a later process to go on with. */
  close(): void {
    for (const running of this.#running.values()) running.leave();
    this.#running.clear();
    this.#options.journal.close();
  }

  #run(record: ExecutionRecord): void {
    const { executionArn } = record.execution;
    const definition = this.#definitions.get(record.definition);
    if (definition === undefined) throw new Error(`The definition of ${executionArn} was not kept`);
    const running = new RunningExecution(record, definition, this.#around);
    this.#running.set(executionArn, running);
    running.run();
  }

  #end(
    executionArn: string,
    status: Execution['status'],
    { error, cause }: { error?: string | undefined; cause?: string | undefined },
  ): Execution {
    const running = this.#running.get(executionArn);
    if (running === undefined) throw new RangeError(`No such execution is running: ${executionArn}`);
    running.end(status, { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) });
    return running.record.execution;
  }

  #keep(record: ExecutionRecord): void {
    const { executionArn, name, status } = record.execution;
    if (status !== 'RUNNING') this.#running.delete(executionArn);
    this.#options.journal.save(record);
    this.#options.onMove(name);
  }
}

/** `-2` for another execution of the same workflow; a word before the number for another workflow. */
const suffix = /^(-[a-z]+)?-\d+$/;
