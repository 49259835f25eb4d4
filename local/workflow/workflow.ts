import { createHash } from 'node:crypto';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { Execution, TaskOutcome, WorkflowEngine } from '../doubles/step-functions/engine.ts';
import type { InvocationResult } from '../functions/messages.ts';
import type { StateMachineTemplate } from '../template/workflow.ts';
import type { Ending } from './ending.ts';
import { RunningExecution } from './execution.ts';
import type { Journal, Kept } from './journal.ts';
import type { ExecutionOptions } from './options.ts';
import type { ExecutionRecord } from './record.ts';
import { tasksOf } from './task.ts';
import { executionOfToken } from './token.ts';

export interface WorkflowOptions {
  stateMachine: StateMachineTemplate;
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  journal: Journal;
  clock: () => Date;
  newId: () => string;
  onTransition: () => void;
  /** Is told the name of an execution that has moved. */
  onMove: (executionName: string) => void;
}

/**
 * Runs the template's state machine. Executions last as long as their journal does: one that is interrupted goes on in
 * the state it was in, with the token it was waiting for, as if the process had never ended. A function that was
 * running then is invoked again, as a retry.
 */
export class Workflow implements WorkflowEngine {
  readonly #options: WorkflowOptions;
  /** What executions run under, by the id of their definition. */
  readonly #definitions = new Map<string, ExecutionOptions>();
  readonly #current: string;
  readonly #records = new Map<string, ExecutionRecord>();
  readonly #running = new Map<string, RunningExecution>();

  /** Throws if the definition is not valid, or uses what the local stack cannot run. */
  constructor(options: WorkflowOptions) {
    const { definition } = options.stateMachine;
    new StateMachine(definition);
    this.#options = options;
    this.#current = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
    this.#define(this.#current, definition);
    options.journal.define(this.#current, definition);
  }

  get stateMachine(): StateMachineTemplate {
    return this.#options.stateMachine;
  }

  /** Takes over what an earlier process left and lets what was running go on. */
  resume({ records, definitions }: Kept): void {
    for (const [id, definition] of definitions) this.#define(id, definition);
    for (const record of records) {
      this.#records.set(record.execution.executionArn, record);
      if (record.execution.status === 'RUNNING') this.#run(record);
    }
  }

  hasStateMachine(stateMachineArn: string): boolean {
    return stateMachineArn === this.stateMachine.arn;
  }

  execution(executionArn: string): Execution | undefined {
    return this.#records.get(executionArn)?.execution;
  }

  statesEntered(executionArn: string): readonly string[] {
    return this.#records.get(executionArn)?.visited ?? [];
  }

  /** The executions of one request, oldest first: named like it, or like it with a number. */
  executionsOf(requestId: string): ExecutionRecord[] {
    return [...this.#records.values()].filter(({ execution: { name } }) => {
      return (
        name === requestId ||
        (name.startsWith(`${requestId}-`) && /^\d+$/.test(name.slice(requestId.length + 1)))
      );
    });
  }

  start(begun: Pick<Execution, 'executionArn' | 'stateMachineArn' | 'name' | 'input'>): Execution {
    const execution: Execution = { ...begun, status: 'RUNNING', startDate: this.#options.clock() };
    const record: ExecutionRecord = { execution, definition: this.#current, visited: [] };
    this.#records.set(execution.executionArn, record);
    this.#options.journal.save(record);
    this.#run(record);
    return execution;
  }

  stop(
    executionArn: string,
    { error, cause }: { error?: string | undefined; cause?: string | undefined },
  ): Execution {
    const running = this.#running.get(executionArn);
    if (running === undefined) throw new Error(`No such execution is running: ${executionArn}`);
    running.interrupt();
    const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    this.#close(running.record, { status: 'ABORTED', ...reason });
    return running.record.execution;
  }

  settleTask(taskToken: string, outcome: TaskOutcome): 'settled' | 'closed' | 'unknown' {
    const executionArn = executionOfToken(taskToken);
    if (executionArn === undefined) return 'unknown';
    return this.#running.get(executionArn)?.settle(taskToken, outcome) ? 'settled' : 'closed';
  }

  /** Leaves every execution where it is, for a later process to go on with. */
  close(): void {
    for (const running of this.#running.values()) running.interrupt();
    this.#running.clear();
    this.#options.journal.close();
  }

  #define(id: string, definition: StateMachineDefinition): void {
    this.#definitions.set(id, {
      ...this.#options,
      definition,
      tasks: tasksOf(definition),
      onChange: (record) => this.#keep(record),
      onEnd: (record, ending) => this.#close(record, ending),
    });
  }

  #run(record: ExecutionRecord): void {
    const { executionArn } = record.execution;
    const options = this.#definitions.get(record.definition);
    if (options === undefined) throw new Error(`The definition of ${executionArn} was not kept`);
    const running = new RunningExecution(record, options);
    this.#running.set(executionArn, running);
    running.run();
  }

  #close(record: ExecutionRecord, ending: Ending): void {
    Object.assign(record.execution, ending, { stopDate: this.#options.clock() });
    delete record.progress;
    this.#running.delete(record.execution.executionArn);
    this.#keep(record);
  }

  #keep(record: ExecutionRecord): void {
    this.#options.journal.save(record);
    this.#options.onMove(record.execution.name);
  }
}
