import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** A topic, or its ARN; the ARN may be a token. */
export type TopicReference = string | Pick<ITopic, 'topicArn'>;
/** An event bus, its ARN, or the name of one in this account and region; a token is an ARN, or `Ref` of a bus. */
export type EventBusReference = string | Pick<IEventBus, 'eventBusArn'>;
/** A KMS key, or its ARN (not of an alias); the ARN may be a token. */
export type KeyReference = string | Pick<IKey, 'keyArn'>;
/** A managed policy, or its ARN; the ARN may be a token. */
export type PolicyReference = string | Pick<IManagedPolicy, 'managedPolicyArn'>;
/** A bucket, or its name; the name may be a token. */
export type BucketReference = string | Pick<IBucket, 'bucketName'>;
/** A certificate in ACM, or its ARN; the ARN may be a token. */
export type CertificateReference = string | Pick<ICertificate, 'certificateArn'>;
