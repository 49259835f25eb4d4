import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { digestPrefix, trailPrefix } from '../../domain/audit/archive-keys.ts';
import { driftPrefix } from '../../domain/drift/finding.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import { roleArnOf } from '../functions/handler-function.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import { ownName } from '../shared/own-name.ts';

export interface ObjectLock {
  mode: 'governance' | 'compliance';
  days: number;
}

/** The only writer under each prefix. */
const writers = [
  { sid: 'OnlyArchiveEventsArchives', prefix: trailPrefix, writer: 'archive-events' },
  { sid: 'OnlyCloseDigestWritesDigests', prefix: digestPrefix, writer: 'close-digest' },
  { sid: 'OnlyDetectDriftNotesDrift', prefix: driftPrefix, writer: 'detect-drift' },
] as const satisfies { sid: string; prefix: string; writer: FunctionName }[];

/**
 * The archived trail and its digests: each object is written once, by one function, and locked. The policy takes
 * precedence over whatever IAM allows; it names nothing that configures the bucket, or CloudFormation would lock itself
 * out. It stays with the bucket when the stack goes.
 */
export class AuditBucket extends Bucket {
  constructor(scope: Construct, id: string, { mode, days }: ObjectLock) {
    const { account, region } = Stack.of(scope);
    super(scope, id, {
      bucketName: `${ownName('audit')}-${account}-${region}`,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[mode](Duration.days(days)),
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const statement of this.#writeOnce()) this.addToResourcePolicy(statement);
    this.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    acknowledge(
      this,
      'S1',
      'What is in it is evidence, not secret, and whether it was changed shows in the signed digests; a log of reads would need a bucket that nobody guards as well.',
    );
  }

  #writeOnce(): PolicyStatement[] {
    const deny = { effect: Effect.DENY, principals: [new AnyPrincipal()] };
    const everything = { ...deny, resources: [this.arnForObjects('*')] };
    return [
      ...writers.map(
        ({ sid, prefix, writer }) =>
          new PolicyStatement({
            ...deny,
            sid,
            actions: ['s3:PutObject'],
            resources: [this.arnForObjects(`${prefix}*`)],
            conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArnOf(Stack.of(this), writer) } },
          }),
      ),
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
      new PolicyStatement({
        ...everything,
        sid: 'NobodyOverwrites',
        actions: ['s3:PutObject'],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
      // A delete marker would hide an object from those who list; the bypass is what governance mode leaves open.
      new PolicyStatement({
        ...everything,
        sid: 'NobodyDeletes',
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
      }),
    ];
  }
}
