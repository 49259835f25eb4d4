import type { Schedule } from '../template/schedules.ts';

export interface TimetableOptions {
  invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  clock: () => Date;
}

/** Runs what the template schedules: at a rate from now on, or at its second of each period, in UTC. */
export class Timetable {
  readonly #schedules: readonly Schedule[];
  readonly #options: TimetableOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(schedules: readonly Schedule[], options: TimetableOptions) {
    this.#schedules = schedules;
    this.#options = options;
    for (const schedule of schedules) this.#wait(schedule);
  }

  /**
   * Runs now what may have something left to do: what runs each hour missed its time only in a stack that is kept. What
   * is nightly looks at everything there is, and can wait for the night.
   */
  runMissed({ isKept }: { isKept: boolean }): void {
    for (const schedule of this.#schedules) {
      const isHourly = schedule.everySeconds <= 3600;
      if (schedule.atSecond === undefined || (isKept && isHourly)) this.#run(schedule);
    }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #wait(schedule: Schedule): void {
    const due = () => {
      this.#timers.delete(timer);
      this.#wait(schedule);
      this.#run(schedule);
    };
    const timer = setTimeout(due, untilNext(schedule, this.#options.clock()));
    this.#timers.add(timer);
  }

  #run({ functionArn, input }: Schedule): void {
    void this.#options.invoke(functionArn, input);
  }
}

/** How many milliseconds it is until a schedule is due next, never none. */
export function untilNext({ everySeconds, atSecond }: Schedule, now: Date): number {
  const period = everySeconds * 1000;
  if (atSecond === undefined) return period;
  return period - ((now.getTime() + period - atSecond * 1000) % period);
}
