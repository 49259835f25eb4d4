import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import { noJournal } from '../../local/workflow/journal.ts';
import type { Invoked } from '../../local/workflow/task.ts';
import { Workflow } from '../../local/workflow/workflow.ts';
import { configuration, leads, type Rules, security } from '../configuration.ts';
import { approvers, people } from '../people/people.ts';
import { Random } from '../random.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { Agenda } from './agenda.ts';
import { Calls } from './calls.ts';
import { Services } from './doubles.ts';
import { Invocation } from './invocation.ts';
import { Log } from './log.ts';
import type { WorldOptions } from './options.ts';
import { Runner } from './runner.ts';
import { SimulatedSlack } from './slack.ts';
import { Timeline } from './timeline.ts';

const begin = Date.parse('2026-01-05T09:00:00.000Z');

/** One simulated deployment: services, functions, the workflow, Slack, all under one virtual clock. */
export class World {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly slack: SimulatedSlack;
  readonly workflow: Workflow;
  readonly services: Services;
  readonly calls: Calls;
  readonly timeline = new Timeline();
  readonly log = new Log();
  readonly deployment: Deployment;
  /** Every set of rules that was in force, the present one last. */
  readonly rules: Configuration[];
  /** The first event of each function. */
  readonly #firstEvents = new Map<FunctionName, unknown>();
  readonly #runner: Runner;
  readonly #options: WorldOptions;
  #invocations = 0;

  constructor(deployment: Deployment, options: WorldOptions, rules?: Rules) {
    this.deployment = deployment;
    this.#options = options;
    this.rules = [configuration(rules)];
    this.random = new Random(options.seed);
    this.agenda = new Agenda(begin, options.policy);
    const now = () => this.agenda.now;
    const newId = () => this.random.uuid();
    this.slack = new SimulatedSlack(now);
    for (const group of [leads, security]) this.slack.setMembers(group, approvers);
    for (const { id, email } of people) this.slack.emails.set(email, id);
    this.workflow = new Workflow({
      stateMachines: deployment.stateMachines,
      ...{ now, newId, jitter: options.jitter, journal: noJournal },
      schedule: (milliseconds, run, isTimeout) => {
        const entry = this.agenda.add(milliseconds, run, { distant: isTimeout });
        return () => this.agenda.cancel(entry);
      },
      invoke: (arn, event, done) => void this.invoke(this.#runner.nameOf(arn), event, done),
      onTransition: () => {},
      onMove: () => {},
    });
    const parts = { engine: this.workflow, slack: this.slack };
    this.services = new Services(deployment, { now, newId }, parts, options);
    this.calls = new Calls(this, options);
    this.#runner = new Runner(this, options.sabotage);
  }

  /** A number from 0 to 1, for the jitter of functions. */
  chance(): number {
    return this.#options.jitter();
  }

  get now(): string {
    return new Date(this.agenda.now).toISOString();
  }

  /** Deploys other rules: functions that begin from now on have them. */
  deploy(rules: Rules): void {
    this.rules.push(configuration(rules));
  }

  /** Begins to run a function. */
  invoke(name: FunctionName, event: unknown, done: (result: Invoked) => void = () => {}): Invocation {
    if (!this.#firstEvents.has(name)) this.#firstEvents.set(name, event);
    const later = this.#options.duplicate?.(name);
    if (later !== undefined) this.agenda.add(later, () => this.#begin(name, event, () => {}));
    return this.#begin(name, event, done);
  }

  /** Delivers the first event of a function once more, if there was one. */
  invokeAgain(name: FunctionName): void {
    if (this.#firstEvents.has(name)) this.#begin(name, this.#firstEvents.get(name), () => {});
  }

  #begin(name: FunctionName, event: unknown, done: (result: Invoked) => void): Invocation {
    const configuration = this.rules.at(-1) ?? this.rules[0];
    if (configuration === undefined) throw new RangeError('Nothing is deployed');
    const startedAt = this.agenda.now;
    const invocation = new Invocation({ id: ++this.#invocations, name, configuration, startedAt }, done);
    this.#runner.run(invocation, event);
    return invocation;
  }

  /**
   * Lets everything that is under way get to its next external call: a tick comes once no promise has anything left
   * to do, and nothing here waits for more than promises.
   */
  async settle(): Promise<void> {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    this.calls.raise();
  }
}
