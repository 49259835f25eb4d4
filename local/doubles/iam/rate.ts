import { ModelledError } from '../modelled-error.ts';
import { TokenBucket } from '../token-bucket.ts';

/**
 * IAM limits calls by token buckets whose sizes it does not tell and does not raise
 * (https://aws.amazon.com/blogs/security/how-to-monitor-and-query-iam-resources-at-scale-part-2/,
 * https://repost.aws/knowledge-center/iam-sts-throttling-error). 24 to 50 reads at once are throttled in practice: here 20
 * are taken at once, then ten a second, by all reads together.
 */
const size = { burst: 20, perSecond: 10 };

/** The bucket of reads. */
export class ReadRate {
  readonly #bucket: TokenBucket;

  constructor(clock: () => Date) {
    this.#bucket = new TokenBucket(size, clock);
  }

  /** Counts a call if it reads; throws IAM's `Throttling` for one too many. */
  take(operation: string): void {
    if (/^(Get|List)/.test(operation) && this.#bucket.take() > 0)
      throw new ModelledError('Throttling', 400, 'Rate exceeded');
  }
}
