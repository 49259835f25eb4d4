import type { Deployment } from '../workflow/deployment.ts';
import { type Family, families, faultsIn, singleFaults, types } from './families.ts';
import { type Ran, runSchedule } from './run-schedule.ts';
import type { Schedule } from './schedule.ts';

/** How much of everything is explored: every how manieth schedule, and every how manieth fault in each. */
export interface Stride {
  schedules: number;
  faults: number;
}

/** What an exploration came to. */
export interface Explored {
  /** How many different schedules there are, faults included, as far as was counted. */
  enumerated: number;
  ran: number;
  calls: number;
  failures: { schedule: Schedule; ran: Ran }[];
}

/** Explores families of schedules, each undisturbed and then with every single fault at every call. */
export class Exploration {
  readonly result: Explored = { enumerated: 0, ran: 0, calls: 0, failures: [] };
  readonly #deployment: Deployment;
  readonly #stride: Stride;
  /** Stops at so many failures: more say nothing new. */
  readonly #most: number;
  #schedules = 0;
  #faults = 0;

  constructor(deployment: Deployment, stride: Stride, most = 20) {
    this.#deployment = deployment;
    this.#stride = stride;
    this.#most = most;
  }

  /** Runs one family for every request type. */
  async family(family: Family): Promise<void> {
    for (const type of types) {
      for await (const schedule of family.schedules(type, (each) => this.#callsOf(each))) {
        if (this.#schedules++ % this.#stride.schedules === 0) await this.#withFaults(schedule);
        if (this.result.failures.length >= this.#most) return;
      }
    }
  }

  /** Every pair of faults in one schedule, the second at a later call of the run with the first. */
  async pairsOfFaults(schedule: Schedule): Promise<void> {
    const calls = await this.#callsOf(schedule);
    for (const first of faultsIn(1, calls)) {
      const disturbed = { ...schedule, faults: [first] };
      const more = await this.#callsOf(disturbed);
      for (const second of faultsIn(first.call + 1, more)) {
        this.result.enumerated++;
        if (this.#faults++ % this.#stride.faults === 0)
          await this.#run({ ...schedule, faults: [first, second] });
        if (this.result.failures.length >= this.#most) return;
      }
    }
  }

  async #withFaults(schedule: Schedule): Promise<void> {
    const calls = await this.#run(schedule);
    this.result.enumerated++;
    for (const disturbed of singleFaults(schedule, calls)) {
      this.result.enumerated++;
      if (this.#faults++ % this.#stride.faults === 0) await this.#run(disturbed);
    }
  }

  async #run(schedule: Schedule): Promise<number> {
    const ran = await runSchedule(this.#deployment, schedule);
    this.result.ran++;
    this.result.calls += ran.calls;
    if (ran.failure !== undefined) this.result.failures.push({ schedule, ran });
    return ran.calls;
  }

  async #callsOf(schedule: Schedule): Promise<number> {
    return (await runSchedule(this.#deployment, schedule)).calls;
  }
}

export { families };
