import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { S3Client } from '@aws-sdk/client-s3';
import type { AccountClients } from '../../domain/request-types/listing.ts';
import type { Context } from '../serve.ts';

interface Clients extends AccountClients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  events: Pick<EventBridgeClient, 'send'>;
  s3: Pick<S3Client, 'send'>;
}
export type DriftContext = Context<'detect-drift', Clients>;
