import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boundaryPolicyName } from '../../domain/aws/own-resources.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import { ownArns, ownDeployment } from '../shared/own-arns.ts';

/**
 * Services that say who people are and what they may do, with the verbs of what only reads there: whatever else they
 * have, or get one day, is left out.
 */
const reads = {
  iam: 'Generate Get List Simulate',
  identitystore: 'Describe Get Is List',
  sso: 'Describe Get List Search',
  'sso-directory': 'Describe Get Is List Search',
  'identity-sync': 'Get List',
  'account-access': 'Get List',
  rolesanywhere: 'Get List',
  ram: 'Get List',
};
/** What nobody gets who was requested: the organisation, the account itself, and root of other accounts. */
const never = ['organizations:*', 'account:*', 'sts:AssumeRoot'];

const readActions = Object.entries(reads).flatMap(([service, verbs]) =>
  verbs.split(' ').map((verb) => `${service}:${verb}*`),
);

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
    const deny = { effect: Effect.DENY };
    return new ManagedPolicy(this, 'Policy', {
      managedPolicyName: boundaryPolicyName,
      description: 'Permissions boundary of the roles that are requested through Countersign',
      statements: [
        new PolicyStatement({
          sid: 'NothingAboutWhoMayDoWhat',
          notActions: [...Object.keys(reads).map((service) => `${service}:*`), ...never],
          resources: ['*'],
        }),
        new PolicyStatement({ sid: 'ButToRead', actions: readActions, resources: ['*'] }),
        new PolicyStatement({ sid: 'NeverTheOrganization', ...deny, actions: never, resources: ['*'] }),
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
