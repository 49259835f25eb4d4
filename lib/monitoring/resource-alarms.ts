import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { HandlerFunction } from '../functions/handler-function.ts';
import type { AlarmSpec } from './alarm.ts';

const fiveMinutes = Duration.minutes(5);
const quarterMilliseconds = 15 * 60_000;

/** The API answers with a server error; nothing that a caller sends makes one. */
export function apiAlarm(api: RestApi): AlarmSpec {
  return {
    name: 'api-5xx',
    says: 'The API answered with a server error.',
    runbook: 'a-function-fails',
    metric: api.metricServerError({ statistic: 'Sum', period: fiveMinutes }),
  };
}

/** A function that reads the stream of the trail does not keep up. */
export function behindAlarm(name: string, handler: HandlerFunction): AlarmSpec {
  return {
    name: `${name}-behind`,
    says: `${handler.node.id} is a quarter of an hour behind the audit trail.`,
    runbook: 'a-reader-of-the-trail-falls-behind',
    metric: handler.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
    threshold: quarterMilliseconds,
    periods: 2,
  };
}

/** Something was given up and lies in a dead-letter queue. */
export function deadLettersAlarm(name: string, queue: IQueue, threshold = 1): AlarmSpec {
  return {
    name: `${name}-dlq`,
    says: `Work was given up: see the queue countersign-${name}-dlq.`,
    runbook: 'messages-in-a-dead-letter-queue',
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: fiveMinutes }),
    threshold,
  };
}
