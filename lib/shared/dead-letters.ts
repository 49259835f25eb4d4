import type { Duration } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { acknowledge } from './acknowledge.ts';
import { ownName } from './own-name.ts';
import { queueEncryption } from './queue-encryption.ts';

export interface DeadLettersProps {
  /** `countersign-<name>-dlq` */
  name: string;
  retention: Duration;
}

/** Names what was given up after it had been tried for a while. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, { name, retention }: DeadLettersProps) {
    super(scope, id, {
      queueName: ownName(`${name}-dlq`),
      enforceSSL: true,
      retentionPeriod: retention,
      ...queueEncryption(scope),
    });
    acknowledge(
      this,
      'SQS3',
      'This is the dead-letter queue, of a function or an event source mapping, which the rule does not look at.',
    );
  }

  /** Lets Lambda name, with a function's role, what it gave up. */
  grantSend(grantee: IGrantable, sid: string): void {
    const statement = new PolicyStatement({ sid, actions: ['sqs:SendMessage'], resources: [this.queueArn] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
    Deployment.of(this).grantKey(grantee, 'sqs', 'write');
  }
}

export interface ScheduledDeadLettersProps extends DeadLettersProps {
  handler: HandlerFunction;
  /** How often Lambda tries an invocation again. */
  retryAttempts: number;
}

/**
 * Where invocations of a scheduled function end that failed each time, with the reason. That EventBridge could not
 * even invoke it ends there as well, if its target says so.
 */
export class ScheduledDeadLetters extends DeadLetters {
  constructor(scope: Construct, id: string, props: ScheduledDeadLettersProps) {
    const { handler, retryAttempts, ...queue } = props;
    super(scope, id, queue);
    handler.configureAsyncInvoke({
      retryAttempts,
      onFailure: { bind: () => ({ destination: this.queueArn }) },
    });
    this.grantSend(handler, 'NameWhatFailed');
  }
}
