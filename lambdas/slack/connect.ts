import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Metrics } from '../../domain/metrics/metrics.ts';
import { backgroundTimeoutMs, type SlackClient, slackClient } from './client.ts';
import { slackSecret } from './secret.ts';

/** What a function that talks to Slack has in its environment. */
interface SlackEnvironment {
  SLACK_SECRET_ARN: string;
  SLACK_API_URL?: string | undefined;
}

/** Slack with the deployed secret; `patience`: milliseconds after which a call is given up. */
export function connectSlack(
  { SLACK_SECRET_ARN, SLACK_API_URL }: SlackEnvironment,
  metrics: Metrics,
  patience = backgroundTimeoutMs,
): SlackClient {
  const secret = slackSecret(new SecretsManagerClient(), SLACK_SECRET_ARN);
  return slackClient({ secret, apiUrl: SLACK_API_URL, patience, metrics });
}
