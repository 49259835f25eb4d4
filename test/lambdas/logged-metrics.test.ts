import { expect, test } from '@jest/globals';
import { metrics } from '../../domain/metrics/metrics.ts';
import { loggedMetrics } from '../../lambdas/metrics.ts';

/** What is logged while `work` counts. */
function linesOf(work: (metrics: ReturnType<typeof loggedMetrics>) => void): object[] {
  const lines: object[] = [];
  work(loggedMetrics({ info: (message, attributes) => void lines.push({ message, ...attributes }) }));
  return lines;
}

test('a metric is a line of the log that CloudWatch takes for one, under the dimension that it has', () => {
  const [decision, seconds] = linesOf((each) => {
    each.count('Decisions', 'approve');
    each.put('TimeToDecision', 90);
  });
  expect(decision).toMatchObject({
    ...{ message: 'Decisions', Decisions: 1, verdict: 'approve' },
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'Countersign',
          Dimensions: [['verdict']],
          Metrics: [{ Name: 'Decisions', Unit: 'Count' }],
        },
      ],
    },
  });
  expect(seconds).toMatchObject({
    TimeToDecision: 90,
    _aws: {
      CloudWatchMetrics: [{ Dimensions: [[]], Metrics: [{ Name: 'TimeToDecision', Unit: 'Seconds' }] }],
    },
  });
});

test('no dimension is called like what every line of the log has', () => {
  const dimensions = Object.values(metrics).flatMap((kind) => ('dimension' in kind ? [kind.dimension] : []));
  for (const taken of ['level', 'message', 'service', 'timestamp', 'requestId', 'function_request_id']) {
    expect(dimensions).not.toContain(taken);
  }
});
