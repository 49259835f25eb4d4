import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { SlackFailure } from './failure.ts';

const secretSchema = z.object({ botToken: z.string().min(1), signingSecret: z.string().min(1) });
export type SlackSecret = z.infer<typeof secretSchema>;

/** Five minutes: a rotated secret is picked up soon, and a warm function asks twelve times an hour. */
const keptMilliseconds = 300_000;

/**
 * Reads Slack's bot token and signing secret, and keeps them for a while. Neither is ever logged. Rejects with
 * SlackFailure: without them, Slack is as good as down, and no more a reason to fail a workflow.
 */
export function slackSecret(client: Pick<SecretsManagerClient, 'send'>, SecretId: string) {
  let kept: { secret: SlackSecret; until: number } | undefined;
  return async (): Promise<SlackSecret> => {
    if (kept && kept.until > Date.now()) return kept.secret;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId })).catch(unavailable);
    const secret = parse(SecretString ?? '');
    kept = { secret, until: Date.now() + keptMilliseconds };
    return secret;
  };
}

function unavailable(error: unknown): never {
  throw new SlackFailure(`secret_unavailable: ${error instanceof Error ? error.name : 'unknown'}`);
}

/** What `JSON.parse` says of a text that is not JSON quotes it: that must not get into a log. */
function parse(text: string): SlackSecret {
  try {
    return secretSchema.parse(JSON.parse(text));
  } catch {
    throw new SlackFailure('secret_malformed: it must be JSON with botToken and signingSecret');
  }
}
