import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { channel, refusal, startSlack } from './local-slack.ts';

let local: Awaited<ReturnType<typeof startSlack>>;
beforeEach(async () => {
  local = await startSlack();
});
afterEach(() => local.stop());

test('an injected error keeps the message from being posted; digits are an HTTP status', async () => {
  const post = () => local.web.chat.postMessage({ channel, text: 'x' });
  local.faults.add({ service: 'slack', operation: 'chat.postMessage', fault: 'error:token_revoked' });
  await expect(post()).rejects.toMatchObject(refusal('token_revoked'));
  local.faults.add({ service: 'slack', operation: '*', fault: 'error:ratelimited' });
  await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
  local.faults.add({ service: 'slack', operation: '*', fault: 'error:503' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
  expect(local.slack.messages()).toEqual([]);
});

test('a dropped response leaves the message there; a crash ends the caller', async () => {
  const post = () => local.web.chat.postMessage({ channel, text: 'x' });
  local.faults.add({ service: 'slack', operation: '*', fault: 'drop-response' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(local.slack.messages()).toHaveLength(1);
  local.faults.add({ service: 'slack', operation: '*', fault: 'crash-before' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(local.terminated).toEqual(['request-approval']);
  expect(local.slack.messages()).toHaveLength(1);
  expect(local.meter.report().slackCalls).toEqual({ 'chat.postMessage': 2 });
});
