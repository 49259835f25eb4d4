import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { s3Client } from '../../deployment/clients.ts';
import { accessKinds } from './access.ts';
import { type DataClients, dataKinds } from './data.ts';
import type { Kind } from './leftover.ts';
import { type RunningClients, runningKinds } from './running.ts';
import { type WatchingClients, watchingKinds } from './watching.ts';

/** A client for every service that holds something under one of our names. */
export interface LeftoverClients extends DataClients, RunningClients, WatchingClients {
  iam: IAMClient;
  cloudformation: CloudFormationClient;
}

/** Every kind of resource that has a name of its own in the template. */
export function kindsOf(clients: LeftoverClients): Kind[] {
  return [
    ...dataKinds(clients),
    ...accessKinds(clients.iam),
    ...runningKinds(clients),
    ...watchingKinds(clients),
  ];
}

/** Clients for an account and region. */
export async function leftoverClients(options: {
  region?: string;
  profile?: string;
}): Promise<LeftoverClients> {
  return {
    cloudformation: new CloudFormationClient(options),
    dynamodb: new DynamoDBClient(options),
    s3: await s3Client(options),
    kms: new KMSClient(options),
    secrets: new SecretsManagerClient(options),
    ssm: new SSMClient(options),
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    states: new SFNClient(options),
    events: new EventBridgeClient(options),
    sqs: new SQSClient(options),
    sns: new SNSClient(options),
    logs: new CloudWatchLogsClient(options),
    cloudwatch: new CloudWatchClient(options),
    waf: new WAFV2Client(options),
  };
}
