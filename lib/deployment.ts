import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../domain/configuration/deployment-settings.ts';

/** Services that use the key on behalf of a role. */
export type KeyUser = 'dynamodb' | 'secretsmanager' | 'sqs';

const deployments = new WeakMap<Construct, Deployment>();

/** The settings of a deployment, for every construct below the one that it was made for. */
export class Deployment {
  readonly settings: DeploymentSettings;
  /** Encrypts tables, logs, secret and queues; undefined: keys that AWS owns do. */
  readonly encryptionKey: IKey | undefined;

  constructor(scope: Construct, settings: DeploymentSettings) {
    this.settings = settings;
    const { encryptionKey } = settings;
    this.encryptionKey =
      encryptionKey === 'aws-owned' ? undefined : Key.fromKeyArn(scope, 'EncryptionKey', encryptionKey);
    deployments.set(scope, this);
  }

  /** The deployment that a construct belongs to. Throws if it belongs to none. */
  static of(construct: Construct): Deployment {
    for (const scope of construct.node.scopes.toReversed()) {
      const deployment = deployments.get(scope);
      if (deployment) return deployment;
    }
    throw new Error(`${construct.node.path} is not part of a Countersign`);
  }

  /** `{ encryptionKey }` where there is one: for constructs whose own default is a key that AWS owns. */
  get encryption(): { encryptionKey?: IKey } {
    return this.encryptionKey ? { encryptionKey: this.encryptionKey } : {};
  }

  /** Lets a role use the key through a service that encrypts with it. Nothing is needed for keys that AWS owns. */
  grantKey(grantee: IGrantable, service: KeyUser, use: 'read' | 'write'): void {
    const statement = this.keyStatement(service, use);
    if (statement) grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /** What a policy has to allow for `grantKey`, if anything. */
  keyStatement(service: KeyUser, use: 'read' | 'write'): PolicyStatement | undefined {
    if (!this.encryptionKey) return undefined;
    const { region, urlSuffix } = Stack.of(this.encryptionKey);
    return new PolicyStatement({
      actions: use === 'read' ? reading : [...reading, ...writing],
      resources: [this.encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } },
    });
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
const reading = ['kms:Decrypt', 'kms:DescribeKey'];
const writing = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
