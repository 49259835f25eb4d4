import type { MetricName, Metrics, Under } from '../../domain/metrics/metrics.ts';

/** What handlers counted and measured: `Decisions approve` is the metric and what it was counted under. */
export class Measured implements Metrics {
  readonly values: { name: string; value: number }[] = [];

  count<N extends MetricName>(name: N, ...under: Under<N>): void {
    this.put(name, 1, ...under);
  }

  put<N extends MetricName>(name: N, value: number, ...under: Under<N>): void {
    this.values.push({ name: [name, ...under].join(' '), value });
  }

  /** The sum of what was put down under a name. */
  sum(name: string): number {
    return this.values.filter((each) => each.name === name).reduce((sum, { value }) => sum + value, 0);
  }

  /** The latest value under a name. */
  latest(name: string): number | undefined {
    return this.values.findLast((each) => each.name === name)?.value;
  }
}
