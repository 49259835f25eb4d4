import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ownName } from './own-name.ts';

/**
 * The log group of one of our own resources: a year, so that an incident can still be looked into. It goes with the
 * stack, unlike the audit trail, which is the record that stays.
 */
export class OwnLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { prefix, name }: { prefix: string; name: string }) {
    super(scope, id, {
      logGroupName: `${prefix}/${ownName(name)}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
