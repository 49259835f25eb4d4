import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Guardrails } from '../../domain/configuration/configuration.ts';
import { listingPermissions } from '../../domain/request-types/registry.ts';
import { grantStatement } from '../creators/type-grants.ts';
import type { FunctionBundle } from '../functions/function-bundle.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import { ScheduledDeadLetters } from '../shared/dead-letters.ts';
import type { Notices } from '../shared/notices.ts';
import { ownName } from '../shared/own-name.ts';
import type { WorkIndex } from '../workflow/work-index.ts';
import type { AuditStore } from './audit-store.ts';
import type { AuditTrail } from './audit-trail.ts';

export interface DriftDetectionProps {
  bundle: FunctionBundle;
  auditTrail: AuditTrail;
  workIndex: WorkIndex;
  auditStore: AuditStore;
  notices: Notices;
  guardrails: Guardrails;
}

/** Once a day, at night in most of the world: compares the account with the approvals. */
export class DriftDetection extends Construct {
  readonly detectDrift: HandlerFunction;
  /** Runs that failed three times, or were not to be had. The next one looks at everything again. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: DriftDetectionProps) {
    super(scope, id);
    const { bundle, auditTrail, workIndex, auditStore, notices, guardrails } = props;
    this.detectDrift = new HandlerFunction(this, 'detect-drift', {
      bundle,
      description: 'Compares what exists with what was approved',
      environment: {
        ACCOUNT_ID: Aws.ACCOUNT_ID,
        ...auditTrail.environment,
        ...workIndex.environment,
        AUDIT_BUCKET: auditStore.bucketName,
        ...notices.environment,
      },
      /** It reads the trail of every request that ever created something: 100,000 take some minutes. */
      timeout: Duration.minutes(15),
    });
    auditTrail.grantRead(this.detectDrift);
    workIndex.grantListByStatus(this.detectDrift);
    auditStore.grantDrift(this.detectDrift);
    notices.grantPublish(this.detectDrift);
    const { account, region, partition } = Stack.of(this);
    for (const statement of listingPermissions({ account, region, partition })) {
      grantStatement(this.detectDrift, statement, guardrails.path);
    }
    this.deadLetters = new ScheduledDeadLetters(this, 'DeadLetters', {
      handler: this.detectDrift,
      name: 'drift',
      retention: Duration.days(14),
      retryAttempts: 2,
    });
    this.#schedule();
  }

  #schedule(): void {
    new Rule(this, 'EachDay', {
      ruleName: ownName('detect-drift'),
      schedule: Schedule.cron({ hour: '3', minute: '40' }),
      targets: [
        new LambdaFunction(this.detectDrift, {
          event: RuleTargetInput.fromObject({}),
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
  }
}
