import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type MetricKind,
  type MetricName,
  metricNamespace,
  metrics,
  type Under,
} from '../../domain/metrics/metrics.ts';

const fiveMinutes = Duration.minutes(5);

/** One of our own metrics, under a value of its dimension if it has one: a sum over five minutes unless said otherwise. */
export function ownMetric<N extends MetricName>(name: N, ...[under]: Under<N>): Metric {
  const { dimension }: MetricKind = metrics[name];
  return new Metric({
    namespace: metricNamespace,
    metricName: name,
    ...(dimension !== undefined && under !== undefined && { dimensionsMap: { [dimension]: under } }),
    statistic: 'Sum',
    period: fiveMinutes,
  });
}

/** All values of a metric's dimension there ever were: for a graph, not for an alarm. */
export function everyValueOf(name: MetricName): MathExpression {
  const { dimension }: MetricKind = metrics[name];
  const schema = [metricNamespace, ...(dimension === undefined ? [] : [dimension])].join(',');
  return new MathExpression({
    expression: `SEARCH('{${schema}} MetricName="${name}"', 'Sum', ${fiveMinutes.toSeconds()})`,
    usingMetrics: {},
    label: '',
    period: fiveMinutes,
  });
}
