import {
  type MetricKind,
  type MetricName,
  type Metrics,
  metricNamespace,
  metrics,
  type Under,
} from '../domain/metrics/metrics.ts';
import type { Log } from './log.ts';

/**
 * Metrics as lines of a function's structured log, in the Embedded Metric Format: no call, no permission, nothing to
 * flush, so that a crash loses none that was put down, and each names what else the log names, the request above all
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * Written here, since Powertools' own writer is 10 KB in each of 20 bundles for the same line.
 */
export function loggedMetrics(log: Pick<Log, 'info'>): Metrics {
  const put = <N extends MetricName>(name: N, value: number, ...[under]: Under<N>) => {
    const { dimension, unit }: MetricKind = metrics[name];
    const dimensions = dimension !== undefined && under !== undefined ? { [dimension]: under } : {};
    const directive = {
      Namespace: metricNamespace,
      Dimensions: [Object.keys(dimensions)],
      Metrics: [{ Name: name, Unit: unit }],
    };
    const _aws = { Timestamp: Date.now(), CloudWatchMetrics: [directive] };
    log.info(name, { ...dimensions, [name]: value, _aws });
  };
  return { put, count: (name, ...under) => put(name, 1, ...under) };
}
