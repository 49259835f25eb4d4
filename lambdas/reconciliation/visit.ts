import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from '../serve.ts';
import type { SlackClient } from '../slack/client.ts';

export interface ReconcileClients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  slack: SlackClient;
}
export type ReconcileContext = Context<'reconcile', ReconcileClients>;

/** What to visit: what is due, or everything that is open, due or not. */
export type Scope = 'due' | 'open';

export type Action =
  | 'dropped'
  | 'expired'
  | 'reminded'
  | 'started'
  | 'restarted'
  | 'resumed'
  | 'stopped'
  | 'given-up'
  | 'removing'
  | 'shown'
  | 'failed';

/** What one visit did for a request. */
export interface Visit {
  id: string;
  actions: Action[];
}
