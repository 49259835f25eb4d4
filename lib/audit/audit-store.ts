import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { digestPrefix, trailPrefix } from '../../domain/audit/archive-keys.ts';
import { signingAlgorithm } from '../../domain/audit/digest-file.ts';
import type { AuditSettings } from '../../domain/configuration/audit-settings.ts';
import { driftPrefix } from '../../domain/drift/finding.ts';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';
import { AuditBucket } from './audit-bucket.ts';
import { DigestKey } from './digest-key.ts';

/**
 * Where the trail is archived, and the key that signs its digests: the stack's own, or those of another account, which
 * this account's administrator cannot touch.
 */
export class AuditStore extends Construct {
  readonly bucketName: string;
  readonly keyArn: string;
  readonly #bucketArn: string;

  constructor(scope: Construct, id: string, settings: AuditSettings) {
    super(scope, id);
    if ('bucket' in settings) {
      this.bucketName = settings.bucket;
      this.keyArn = settings.key;
    } else {
      this.bucketName = new AuditBucket(this, 'Bucket', settings.objectLock).bucketName;
      this.keyArn = new DigestKey(this, 'Key').keyArn;
    }
    this.#bucketArn = Stack.of(this).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: this.bucketName,
    });
  }

  /** Lets a function archive events. */
  grantArchive(grantee: IGrantable): void {
    grant(grantee, {
      sid: 'ArchiveEvents',
      actions: ['s3:PutObject'],
      resources: [this.#under(trailPrefix)],
    });
  }

  /** Lets a function read what is archived, and sign and write digests of it. */
  grantDigest(grantee: IGrantable): void {
    const prefixes = [trailPrefix, digestPrefix];
    grant(grantee, {
      sid: 'ListArchive',
      actions: ['s3:ListBucket'],
      resources: [this.#bucketArn],
      conditions: { StringEquals: { 's3:prefix': prefixes } },
    });
    grant(grantee, {
      sid: 'ReadArchive',
      actions: ['s3:GetObject'],
      resources: prefixes.map((prefix) => this.#under(prefix)),
    });
    grant(grantee, {
      sid: 'WriteDigests',
      actions: ['s3:PutObject'],
      resources: [this.#under(digestPrefix)],
    });
    grant(grantee, {
      sid: 'SignDigests',
      actions: ['kms:Sign'],
      resources: [this.keyArn],
      conditions: { StringEquals: { 'kms:SigningAlgorithm': signingAlgorithm } },
    });
  }

  /** Lets a function remember what it has told of drift, and see what it has. */
  grantDrift(grantee: IGrantable): void {
    grant(grantee, {
      sid: 'ListToldFindings',
      actions: ['s3:ListBucket'],
      resources: [this.#bucketArn],
      conditions: { StringEquals: { 's3:prefix': driftPrefix } },
    });
    grant(grantee, {
      sid: 'RememberToldFindings',
      actions: ['s3:PutObject'],
      resources: [this.#under(driftPrefix)],
    });
  }

  /** What an auditor does with them: reads every version of what was archived, and checks the signatures. */
  audit(): PolicyStatement[] {
    return [
      // Without ListBucket, S3 answers 403 for what is missing or hidden, in the very case that auditors look for
      // (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
      new PolicyStatement({
        sid: 'ListTheArchive',
        actions: ['s3:ListBucket', 's3:ListBucketVersions'],
        resources: [this.#bucketArn],
      }),
      new PolicyStatement({
        sid: 'ReadTheArchive',
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [this.#under('')],
      }),
      new PolicyStatement({
        sid: 'CheckSignatures',
        actions: ['kms:DescribeKey', 'kms:GetPublicKey'],
        resources: [this.keyArn],
      }),
    ];
  }

  /** Bucket, objects and key: the key has no name, and in another account the bucket has one that is not ours. */
  arns(): string[] {
    return [this.#bucketArn, this.#under(''), this.keyArn];
  }

  #under(prefix: string): string {
    return `${this.#bucketArn}/${prefix}*`;
  }
}

function grant(grantee: IGrantable, statement: PolicyStatementProps): void {
  grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement(statement));
  acknowledgeWildcards(
    grantee,
    statement.resources ?? [],
    'Each event and each hour has an object of its own; the prefix is all that they share.',
  );
}
