import { TokenBucket } from '../token-bucket.ts';

/**
 * Slack's limit for posting: about one message a second and channel, short bursts allowed
 * (https://docs.slack.dev/apis/web-api/rate-limits). A bucket of 20 that refills by one a second.
 */
const size = { burst: 20, perSecond: 1 };

export class Pace {
  readonly #clock: () => Date;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Takes one message's worth; returns the seconds to wait if there is none, 0 if there was. */
  take(channel: string): number {
    const bucket = this.#buckets.get(channel) ?? new TokenBucket(size, this.#clock);
    this.#buckets.set(channel, bucket);
    return Math.ceil(bucket.take());
  }
}
