import { isThrottled } from './failures.ts';

/** Time and chance, as values. */
export interface Timing {
  /** The present moment, ISO 8601. */
  now: () => string;
  sleep: (milliseconds: number) => Promise<void>;
  /** A number from 0 to 1, so that several who wait do not come back at the same moment. */
  random: () => number;
}

/** How a service wants to be asked. */
export interface Manners {
  /** How many calls may be under way at once. */
  atOnce: number;
  /** Milliseconds from an answer to the next call. */
  apart: number;
}

/**
 * Milliseconds to wait after a refusal for being too many: on average one and a half times what it takes a service that
 * grants one call a second, at different moments for everybody.
 */
export function afterThrottle({ random }: Pick<Timing, 'random'>): number {
  return 1000 + random() * 1000;
}

/** The calls that share a quota: so many at once, so far apart, and made again when they were too many. */
export class Lane {
  readonly #manners: Manners;
  readonly #timing: Timing;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #nextAt = 0;

  constructor(manners: Manners, timing: Timing) {
    this.#manners = manners;
    this.#timing = timing;
  }

  /**
   * Makes a call when its turn comes. A throttled one was not executed: it is made again for `patience` milliseconds, then
   * the service's refusal is thrown.
   */
  async run<Answer>(call: () => Promise<Answer>, patience: number): Promise<Answer> {
    await this.#enter();
    try {
      return await this.#persist(call, this.#now + patience);
    } finally {
      this.#leave();
    }
  }

  async #persist<Answer>(call: () => Promise<Answer>, until: number): Promise<Answer> {
    for (;;) {
      await this.#turn();
      try {
        return await call();
      } catch (error) {
        if (!isThrottled(error) || this.#now >= until) throw error;
      } finally {
        this.#nextAt = this.#now + this.#manners.apart;
      }
      await this.#timing.sleep(afterThrottle(this.#timing));
    }
  }

  async #turn(): Promise<void> {
    const wait = this.#nextAt - this.#now;
    if (wait > 0) await this.#timing.sleep(wait);
  }

  async #enter(): Promise<void> {
    if (this.#underWay < this.#manners.atOnce) this.#underWay += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Whoever waits longest takes the place. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#underWay -= 1;
  }

  get #now(): number {
    return Date.parse(this.#timing.now());
  }
}
