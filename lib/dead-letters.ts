import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Deployment } from './deployment.ts';
import type { HandlerFunction } from './handler-function.ts';
import { ownName } from './own-name.ts';
import { queueEncryption } from './queue-encryption.ts';

export interface ScheduledDeadLettersProps {
  handler: HandlerFunction;
  /** `countersign-<name>-dlq` */
  name: string;
  retention: Duration;
  /** How often Lambda tries an invocation again. */
  retryAttempts: number;
}

/**
 * Where invocations of a scheduled function end that failed each time, with the reason. That EventBridge could not
 * even invoke it ends there as well, if its target says so.
 */
export class ScheduledDeadLetters extends Queue {
  constructor(scope: Construct, id: string, props: ScheduledDeadLettersProps) {
    const { handler, name, retention, retryAttempts } = props;
    super(scope, id, {
      queueName: ownName(`${name}-dlq`),
      enforceSSL: true,
      retentionPeriod: retention,
      ...queueEncryption(scope),
    });
    handler.configureAsyncInvoke({
      retryAttempts,
      onFailure: { bind: () => ({ destination: this.queueArn }) },
    });
    handler.addToRolePolicy(
      new PolicyStatement({
        sid: 'NameWhatFailed',
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
      }),
    );
    Deployment.of(scope).grantKey(handler, 'sqs', 'write');
  }
}
