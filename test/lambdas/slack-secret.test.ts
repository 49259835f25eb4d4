import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from '@jest/globals';
import { SlackFailure } from '../../lambdas/slack/failure.ts';
import { slackSecret } from '../../lambdas/slack/secret.ts';

const token = 'xoxb-1111-2222-abcdef';

/** A secrets manager that holds this text, or refuses with this error. */
function holding(answer: string | Error) {
  const client = new SecretsManagerClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
  });
  client.middlewareStack.add(
    () => async () => {
      if (answer instanceof Error) throw answer;
      return { response: {}, output: { $metadata: {}, SecretString: answer } };
    },
    { step: 'initialize' },
  );
  return slackSecret(client, 'arn');
}

async function failureOf(secret: () => Promise<unknown>): Promise<unknown> {
  return secret().then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('the Slack secret', () => {
  test('is read as JSON', async () => {
    const secret = { botToken: token, signingSecret: 'shh' };
    await expect(holding(JSON.stringify(secret))()).resolves.toEqual(secret);
  });

  test.each([token, `{"botToken":"${token}","signingSecret":"shh",}`, `{"botToken":"${token}"}`, ''])(
    'is not quoted when it is not as it must be: %s',
    async (text) => {
      const failure = await failureOf(holding(text));
      expect(failure).toBeInstanceOf(SlackFailure);
      expect(String(failure)).not.toMatch(/xoxb|shh|abcdef/);
    },
  );

  test('counts as Slack being down while Secrets Manager does not answer', async () => {
    const refusal = Object.assign(new Error('try later'), { name: 'InternalServiceError' });
    await expect(failureOf(holding(refusal))).resolves.toEqual(
      new SlackFailure('secret_unavailable: InternalServiceError'),
    );
  });
});
