import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boundaryPolicyName } from '../domain/own-resources.ts';
import { acknowledge } from './acknowledge.ts';
import { ownArns, ownDeployment } from './own-arns.ts';

/** The verbs with which the names of IAM's actions begin, but for its reads: Generate, Get, List and Simulate. */
const changes =
  'Accept Add Associate Attach Change Create Deactivate Delete Detach Disable Enable Pass Put Reject Remove Reset ' +
  'Resync Send Set Tag Untag Update Upload';

export interface DefaultBoundaryProps {
  /** ARN patterns of what is Countersign's and does not carry its name. */
  unnamed: string[];
}

/**
 * The most that a requested role can ever do, whatever policies it gets later: everything but to change who may do
 * what (this policy included), and to touch Countersign.
 */
export class DefaultBoundary extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { unnamed }: DefaultBoundaryProps) {
    super(scope, id);
    this.policy = this.#policy(unnamed);
    // The roles that were created keep it: IAM deletes no boundary in use, nor should the roles lose theirs.
    this.policy.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const reason =
      'A boundary allows nothing by itself: it is the most that other policies can allow, and denies what follows.';
    acknowledge(this.policy, 'IAM5[Action::*]', reason);
    acknowledge(this.policy, 'IAM5[Resource::*]', reason);
  }

  #policy(unnamed: string[]): ManagedPolicy {
    const stack = Stack.of(this);
    const deny = { effect: Effect.DENY };
    return new ManagedPolicy(this, 'Policy', {
      managedPolicyName: boundaryPolicyName,
      description: 'Permissions boundary of the roles that are requested through Countersign',
      statements: [
        new PolicyStatement({ sid: 'Everything', actions: ['*'], resources: ['*'] }),
        new PolicyStatement({
          sid: 'NeverChangeWhoMayDoWhat',
          ...deny,
          actions: [...changes.split(' ').map((verb) => `iam:${verb}*`), 'organizations:*', 'account:*'],
          resources: ['*'],
        }),
        new PolicyStatement({
          sid: 'NeverTouchCountersign',
          ...deny,
          actions: ['*'],
          resources: [...ownArns(stack), ...unnamed],
        }),
        new PolicyStatement({
          sid: 'NeverDeployCountersign',
          ...deny,
          actions: ['*'],
          resources: ownDeployment(stack),
        }),
      ],
    });
  }
}
