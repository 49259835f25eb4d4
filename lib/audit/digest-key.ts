import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { roleArnOf } from '../functions/handler-function.ts';
import { ownName } from '../shared/own-name.ts';

/** What the account's administrators may do with the key, by their own IAM policies; using it is not among it. */
const administration = [
  ...['Describe*', 'Get*', 'List*', 'Enable*', 'Disable*', 'Put*', 'Update*', 'Revoke*', 'TagResource'],
  ...['UntagResource', 'CreateAlias', 'DeleteAlias', 'ScheduleKeyDeletion', 'CancelKeyDeletion'],
];

/**
 * The key pair behind the digests' signatures: RSA, since its PKCS #1 v1.5 signatures come out the same each time. Only
 * close-digest may sign, whatever IAM or a grant allows to others.
 */
export class DigestKey extends Key {
  constructor(scope: Construct, id: string) {
    const signer = { 'aws:PrincipalArn': roleArnOf(Stack.of(scope), 'close-digest') };
    const account = { principals: [new AccountRootPrincipal()], resources: ['*'] };
    super(scope, id, {
      alias: ownName('audit'),
      description: 'Signs the digests of the audit trail',
      keySpec: KeySpec.RSA_3072,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({ ...account, sid: 'AccountAdministers', actions: kms(administration) }),
          new PolicyStatement({
            ...account,
            sid: 'CloseDigestSigns',
            actions: kms(['Sign']),
            conditions: { ArnEquals: signer },
          }),
          new PolicyStatement({
            sid: 'NobodyElseSigns',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: kms(['Sign', 'CreateGrant']),
            resources: ['*'],
            conditions: { ArnNotEquals: signer },
          }),
        ],
      }),
    });
  }
}

function kms(actions: readonly string[]): string[] {
  return actions.map((action) => `kms:${action}`);
}
