import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HandlerFunction } from '../functions/handler-function.ts';
import { ScheduledDeadLetters } from '../shared/dead-letters.ts';
import { ownName } from '../shared/own-name.ts';
import type { SharedResources } from '../shared/shared-resources.ts';

/** Each minute: finishes what a crash interrupted, posts what Slack refused, expires what is due, reminds. */
export class Reconciliation extends Construct {
  readonly reconcile: HandlerFunction;
  /** Runs that failed, or were not to be had, within the last hour. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, resources: SharedResources) {
    super(scope, id);
    const { bundle, auditTrail, workIndex, slackSecret, executions } = resources;
    const reconcile = new HandlerFunction(this, 'reconcile', {
      bundle,
      description: 'Visits the requests that are due',
      environment: {
        ...auditTrail.environment,
        ...workIndex.environment,
        ...executions.environment,
        ...executions.removalEnvironment,
        ...slackSecret.environment,
      },
      /** It stops by itself after 42; whatever it does then takes Slack 8 s, or 16 with an outage. */
      timeout: Duration.seconds(60),
    });
    // A run that failed is followed by the next one; after an hour of good ones nobody needs to know.
    this.deadLetters = new ScheduledDeadLetters(this, 'DeadLetters', {
      handler: reconcile,
      name: 'reconcile',
      retention: Duration.hours(1),
      retryAttempts: 0,
    });
    auditTrail.grantAppend(reconcile);
    workIndex.grantListDue(reconcile);
    workIndex.grantRead(reconcile);
    workIndex.grantUpdate(reconcile);
    workIndex.grantDrop(reconcile);
    slackSecret.grantRead(reconcile);
    executions.grantStart(reconcile);
    executions.grantResume(reconcile);
    executions.grantSupervise(reconcile);
    executions.grantRemove(reconcile);
    this.reconcile = reconcile;
    new Rule(this, 'EachMinute', {
      ruleName: ownName('reconcile'),
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(reconcile, {
          event: RuleTargetInput.fromObject({ scope: 'due' }),
          retryAttempts: 0,
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
  }
}
