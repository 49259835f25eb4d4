import { Metrics as Emitter } from '@aws-lambda-powertools/metrics';
import {
  type MetricKind,
  type MetricName,
  type Metrics,
  metricNamespace,
  metricService,
  metrics,
  type Under,
} from '../domain/metrics.ts';

/**
 * Metrics as lines of the function's log (Embedded Metric Format): no call, no permission, nothing to flush. Each
 * value is a line of its own, written at once, so that a crash loses none that was put down.
 */
export function emittedMetrics(): Metrics {
  const emitter = new Emitter({ namespace: metricNamespace, serviceName: metricService });
  const put = <N extends MetricName>(name: N, value: number, ...[under]: Under<N>) => {
    const { dimension, unit }: MetricKind = metrics[name];
    const single = emitter.singleMetric();
    if (dimension !== undefined && under !== undefined) single.addDimension(dimension, under);
    single.addMetric(name, unit, value);
  };
  return { put, count: (name, ...under) => put(name, 1, ...under) };
}
