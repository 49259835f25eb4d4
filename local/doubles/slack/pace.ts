/**
 * Slack's limit for posting: about one message a second and channel, short bursts allowed
 * (https://docs.slack.dev/apis/web-api/rate-limits). A bucket of 20 that refills by one a second.
 */
const burst = 20;

export class Pace {
  readonly #clock: () => Date;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Takes one message's worth; returns the seconds to wait if there is none, 0 if there was. */
  take(channel: string): number {
    const now = this.#clock().getTime() / 1000;
    const { left, at } = this.#buckets.get(channel) ?? { left: burst, at: now };
    const refilled = Math.min(burst, left + Math.max(0, now - at));
    const taken = refilled >= 1;
    this.#buckets.set(channel, { left: taken ? refilled - 1 : refilled, at: now });
    return taken ? 0 : Math.ceil(1 - refilled);
  }
}
