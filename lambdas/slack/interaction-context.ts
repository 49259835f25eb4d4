import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from '../serve.ts';
import type { SlackClient } from './client.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  slack: SlackClient;
}
export type InteractionContext = Context<'slack-interaction', Clients>;
