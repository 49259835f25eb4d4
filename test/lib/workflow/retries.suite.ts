import { describe, expect, test } from '@jest/globals';
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { retryFor } from '../../../lib/workflow/retries.ts';

/** The mean of what full jitter waits in all: half of each capped delay. */
function meanSeconds({ interval, backoffRate = 1, maxDelay, maxAttempts }: RetryProps): number {
  const first = interval?.toSeconds() ?? 0;
  const delays = Array.from({ length: maxAttempts ?? 0 }, (_, attempt) =>
    Math.min(first * backoffRate ** attempt, maxDelay?.toSeconds() ?? 0),
  );
  return delays.reduce((sum, delay) => sum + delay / 2, 0);
}

describe('a retry', () => {
  test.each([60, 180, 301, 420, 3900])('lasts for about %d seconds, never less on average', (seconds) => {
    const mean = meanSeconds(retryFor(seconds, ['TransientFailure']));
    expect(mean).toBeGreaterThanOrEqual(seconds);
    expect(mean).toBeLessThan(seconds + 30);
  });

  test('starts within two seconds', () => {
    expect(retryFor(60, []).interval?.toSeconds()).toBe(2);
  });
});
