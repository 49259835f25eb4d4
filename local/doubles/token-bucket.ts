export interface BucketSize {
  /** How many calls it holds when full. */
  burst: number;
  /** How many come back each second. */
  perSecond: number;
}

/** The algorithm by which services limit calls: each takes a token, tokens come back at a steady rate. */
export class TokenBucket {
  readonly #size: BucketSize;
  readonly #clock: () => Date;
  #left: number;
  #at: number;

  constructor(size: BucketSize, clock: () => Date) {
    this.#size = size;
    this.#clock = clock;
    this.#left = size.burst;
    this.#at = seconds(clock);
  }

  /** Takes one call's token; returns the seconds to wait if there is none, 0 if there was. A refusal takes nothing. */
  take(): number {
    const { burst, perSecond } = this.#size;
    const now = seconds(this.#clock);
    this.#left = Math.min(burst, this.#left + Math.max(0, now - this.#at) * perSecond);
    this.#at = now;
    // Parts of a second do not add up exactly.
    const missing = 1 - this.#left;
    if (missing > 1e-6) return missing / perSecond;
    this.#left -= 1;
    return 0;
  }
}

function seconds(clock: () => Date): number {
  return clock().getTime() / 1000;
}
