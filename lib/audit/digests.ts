import { Aws, Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HandlerFunction } from '../functions/handler-function.ts';
import { ScheduledDeadLetters } from '../shared/dead-letters.ts';
import { ownName } from '../shared/own-name.ts';
import type { ArchivingProps } from './archiving.ts';

/** Ten minutes past each hour, when the last of its events have long been archived: a signed digest of the hour. */
export class Digests extends Construct {
  readonly closeDigest: HandlerFunction;
  /** Runs that failed three times, or were not to be had. The next one closes what they did not. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { bundle, auditTrail, auditStore }: ArchivingProps) {
    super(scope, id);
    this.closeDigest = new HandlerFunction(this, 'close-digest', {
      bundle,
      description: 'Signs what was archived in each hour',
      environment: {
        ACCOUNT_ID: Aws.ACCOUNT_ID,
        ...auditTrail.environment,
        AUDIT_BUCKET: auditStore.bucketName,
        AUDIT_KEY_ARN: auditStore.keyArn,
      },
      /** It reads every object of the hour, and after an outage of the hours missed. */
      timeout: Duration.minutes(15),
    });
    auditStore.grantDigest(this.closeDigest);
    this.deadLetters = new ScheduledDeadLetters(this, 'DeadLetters', {
      handler: this.closeDigest,
      name: 'digest',
      retention: Duration.days(14),
      retryAttempts: 2,
    });
    new Rule(this, 'EachHour', {
      ruleName: ownName('close-digest'),
      schedule: Schedule.cron({ minute: '10' }),
      targets: [
        new LambdaFunction(this.closeDigest, {
          event: RuleTargetInput.fromObject({}),
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
  }
}
