import { createHmac, timingSafeEqual } from 'node:crypto';

/** Five minutes, both ways: older or newer is a replay or a wrong clock. */
const windowSeconds = 300;

/**
 * Whether Slack signed these bytes just now: `v0=` and the hex HMAC-SHA256 over `v0:TIMESTAMP:BODY`
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack). Compared in constant time.
 */
export function isSigned(
  {
    body,
    timestamp,
    signature,
  }: { body: Buffer; timestamp: string | undefined; signature: string | undefined },
  secret: string,
  now: string,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.parse(now) / 1000 - Number(timestamp)) > windowSeconds) return false;
  const expected = Buffer.from(signatureOf(body, timestamp, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The signature that Slack would put on these bytes. */
export function signatureOf(body: Buffer, timestamp: string, secret: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}
