import { requestTypeNames } from '../../domain/request-types/names.ts';
import type { Random } from '../random.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { atRest, type Family, faultsIn, orderOf, singleFaults } from './families.ts';
import { runSchedule } from './run-schedule.ts';
import type { Schedule } from './schedule.ts';

/** How much of everything is explored: every how manieth schedule, and every how manieth fault in each. */
export interface Stride {
  schedules: number;
  faults: number;
}

/** Which part of the work is done here, when several share it: every `of`-th piece, beginning with `index`. */
export interface Share {
  index: number;
  of: number;
}

/** What an exploration came to. */
export interface Explored {
  /** Schedules without faults that there are, explored or not. */
  undisturbed: number;
  /** Of how many the faults were counted, and how many schedules that made. */
  looked: number;
  counted: number;
  /** Runs, their external calls and the faults in them. */
  ran: number;
  calls: number;
  faults: number;
  failures: { schedule: Schedule; failure: string }[];
}

/** Every action in one order, for a type: the one whose pairs of faults are explored in full. */
export const oneOrder: Schedule = {
  type: 'rolesanywhere-profile',
  quorum: 2,
  actions: atRest(['approve-b', 'duplicate', 'approve-c', 'deny', 'cancel', 'expire']),
  faults: [],
};

/** Explores schedules with faults. Stops at twenty failures: more say nothing new. */
export class Exploration {
  readonly result: Explored = {
    ...{ undisturbed: 0, looked: 0, counted: 0 },
    ...{ ran: 0, calls: 0, faults: 0, failures: [] },
  };
  readonly #deployment: Deployment;
  readonly #stride: Stride;
  readonly #share: Share;
  #taken = 0;
  #faults = 0;

  constructor(deployment: Deployment, stride: Stride, share: Share = { index: 0, of: 1 }) {
    this.#deployment = deployment;
    this.#stride = stride;
    this.#share = share;
  }

  /** Runs one family for every request type: each schedule undisturbed, then with every single fault at every call. */
  async family(family: Family): Promise<void> {
    for (const type of requestTypeNames) {
      for await (const schedule of family.schedules(type, (each) => this.#callsOf(each))) {
        const isTaken = this.result.undisturbed++ % this.#stride.schedules === 0;
        if (isTaken && this.#isMine()) await this.#withFaults(schedule);
        if (this.#isEnough) return;
      }
    }
  }

  /** Every pair of faults in one schedule, the second at a later call of the run with the first. */
  async pairsOfFaults(schedule: Schedule): Promise<void> {
    const firsts = [...faultsIn(1, await this.#callsOf(schedule))];
    this.result.undisturbed = firsts.length;
    for (const [index, first] of firsts.entries()) {
      if (index % this.#stride.schedules !== 0 || !this.#isMine()) continue;
      this.result.looked++;
      const calls = await this.#callsOf({ ...schedule, faults: [first] });
      for (const second of faultsIn(first.call + 1, calls)) await this.#disturbed(schedule, [first, second]);
      if (this.#isEnough) return;
    }
  }

  /** Pairs of faults drawn at random: in any order, of any type. */
  async drawnPairs(count: number, random: Random): Promise<void> {
    for (let draw = 0; draw < count && !this.#isEnough; draw++) {
      const [type, ...types] = requestTypeNames;
      const actions = atRest(orderOf(random));
      const schedule: Schedule = { type: random.pick([type, ...types]), quorum: 2, actions, faults: [] };
      const calls = await this.#callsOf(schedule);
      this.result.looked++;
      this.result.counted += (9 * calls * (calls - 1)) / 2;
      const [one, ...others] = faultsIn(1, calls);
      const [next, ...later] = faultsIn(2, calls);
      if (one === undefined || next === undefined) continue;
      const first = random.pick([one, ...others]);
      const second = random.pick([next, ...later]);
      if (first.call < second.call) await this.#run({ ...schedule, faults: [first, second] });
      else await this.#run({ ...schedule, faults: [second, first] });
    }
  }

  async #withFaults(schedule: Schedule): Promise<void> {
    const calls = await this.#run(schedule);
    this.result.looked++;
    this.result.counted++;
    for (const { faults } of singleFaults(schedule, calls)) await this.#disturbed(schedule, faults);
  }

  async #disturbed(schedule: Schedule, faults: Schedule['faults']): Promise<void> {
    this.result.counted++;
    if (this.#faults++ % this.#stride.faults === 0) await this.#run({ ...schedule, faults });
  }

  async #run(schedule: Schedule): Promise<number> {
    const { calls, failure, stage } = await runSchedule(this.#deployment, schedule);
    this.result.ran++;
    this.result.calls += calls;
    this.result.faults += stage.world.calls.faults.length;
    if (failure !== undefined) this.result.failures.push({ schedule, failure: String(failure) });
    return calls;
  }

  async #callsOf(schedule: Schedule): Promise<number> {
    return (await runSchedule(this.#deployment, schedule)).calls;
  }

  #isMine(): boolean {
    return this.#taken++ % this.#share.of === this.#share.index;
  }

  get #isEnough(): boolean {
    return this.result.failures.length >= 20;
  }
}
