import { createHmac } from 'node:crypto';

/**
 * The headers with which Slack signs a request: HMAC-SHA256 over `v0:` timestamp `:` raw body
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function signedHeaders(rawBody: string, signingSecret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
}
