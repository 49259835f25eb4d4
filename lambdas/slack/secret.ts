import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

const secretSchema = z.object({ botToken: z.string().min(1), signingSecret: z.string().min(1) });
export type SlackSecret = z.infer<typeof secretSchema>;

/** Five minutes: a rotated secret is picked up soon, and a warm function asks twelve times an hour. */
const keptMilliseconds = 300_000;

/** Reads Slack's bot token and signing secret, and keeps them for a while. Neither is ever logged. */
export function slackSecret(client: Pick<SecretsManagerClient, 'send'>, SecretId: string) {
  let kept: { secret: SlackSecret; until: number } | undefined;
  return async (): Promise<SlackSecret> => {
    if (kept && kept.until > Date.now()) return kept.secret;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    const secret = secretSchema.parse(JSON.parse(SecretString ?? '{}'));
    kept = { secret, until: Date.now() + keptMilliseconds };
    return secret;
  };
}
