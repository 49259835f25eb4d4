import { ModelledError } from '../modelled-error.ts';
import { TokenBucket } from '../token-bucket.ts';

/**
 * "Combined rate of profile requests" and "of tagging requests": one a second each, of an account and region,
 * unless raised (https://docs.aws.amazon.com/rolesanywhere/latest/userguide/quotas.html). No burst is documented, so that there
 * is none.
 */
const groups: readonly (readonly string[])[] = [
  [
    ...['ListProfiles', 'CreateProfile', 'GetProfile', 'UpdateProfile'],
    ...['DeleteProfile', 'EnableProfile', 'DisableProfile'],
  ],
  ['TagResource', 'UntagResource', 'ListTagsForResource'],
];

/** The quotas of requests; each group of operations has one of its own. */
export class Quotas {
  readonly #buckets: ReadonlyMap<string, TokenBucket>;

  constructor(clock: () => Date, perSecond: number) {
    this.#buckets = new Map(
      groups.flatMap((operations) => {
        const bucket = new TokenBucket({ burst: 1, perSecond }, clock);
        return operations.map((operation) => [operation, bucket] as const);
      }),
    );
  }

  /** Counts a request; throws Roles Anywhere's `ThrottlingException` for one too many: it is not executed. */
  take(operation: string): void {
    if ((this.#buckets.get(operation)?.take() ?? 0) > 0)
      throw new ModelledError('ThrottlingException', 429, 'Rate exceeded');
  }
}
