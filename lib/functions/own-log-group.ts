import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';
import { ownName } from '../shared/own-name.ts';

/**
 * The log group of one of our own resources. It goes with the stack, unlike the audit trail, which is the record that
 * stays.
 */
export class OwnLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { prefix, name }: { prefix: string; name: string }) {
    const { settings, encryption } = Deployment.of(scope);
    super(scope, id, {
      logGroupName: `${prefix}/${ownName(name)}`,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...encryption,
    });
  }
}
