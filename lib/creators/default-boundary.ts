import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boundaryPolicyName } from '../../domain/aws/own-resources.ts';
import { shippedBoundary } from '../../domain/aws/shipped-boundary.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import { ownArns, ownDeployment } from '../shared/own-arns.ts';

const effects = { Allow: Effect.ALLOW, Deny: Effect.DENY };

export interface DefaultBoundaryProps {
  /** ARN patterns of what is Countersign's and does not carry its name. */
  unnamed: string[];
}

/**
 * The most that a requested role can ever do, whatever policies it gets later: everything but to change who may do
 * what (this policy included), and to touch Countersign or what deploys it.
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
    // The rule itself cannot read NotAction.
    acknowledge(this.policy, 'IAM5', reason);
    Validations.of(this.policy).acknowledge({ id: 'CloudFormation-Validate::W2512', reason });
  }

  #policy(unnamed: string[]): ManagedPolicy {
    const stack = Stack.of(this);
    return new ManagedPolicy(this, 'Policy', {
      managedPolicyName: boundaryPolicyName,
      description: 'Permissions boundary of the roles that are requested through Countersign',
      statements: shippedBoundary([...ownArns(stack), ...unnamed], ownDeployment(stack)).map(
        ({ effect, ...statement }) => new PolicyStatement({ ...statement, effect: effects[effect] }),
      ),
    });
  }
}
