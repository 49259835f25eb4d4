import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';

/** Not credentials: a person replaces both once, after the Slack app is installed; a deployment then leaves them. */
const placeholder = SecretValue.unsafePlainText('replace-me');

/** The Slack app's bot token and signing secret, as JSON `{ botToken, signingSecret }`. */
export class SlackSecret extends Construct {
  readonly secret: Secret;
  readonly environment: { SLACK_SECRET_ARN: string };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      secretName: 'countersign/slack',
      description: 'Bot token and signing secret of the Slack app that Countersign posts and listens with',
      secretObjectValue: { botToken: placeholder, signingSecret: placeholder },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...Deployment.of(this).encryption,
    });
    acknowledge(
      this.secret,
      'SMG4',
      'Only Slack can make another token or signing secret, and a person puts it in: docs/runbook.md says how.',
    );
    this.environment = { SLACK_SECRET_ARN: this.secret.secretArn };
  }

  /** Lets a function read the token and the signing secret. */
  grantRead(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        sid: 'ReadSlackSecret',
        actions: ['secretsmanager:GetSecretValue'],
        resources: [this.secret.secretArn],
      }),
    );
    Deployment.of(this).grantKey(grantee, 'secretsmanager', 'read');
  }
}
