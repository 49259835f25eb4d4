import { createServer, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebAPIRequestError } from '@slack/web-api';
import { type SlackClient, slackClient } from '../../lambdas/slack/client.ts';
import { failureOf } from '../../lambdas/slack/client-errors.ts';
import { SlackFailure } from '../../lambdas/slack/failure.ts';
import { Measured } from '../support/measured.ts';

type Answer = (response: ServerResponse) => void;

let server: Server;
let answer: Answer;
let metrics: Measured;
let port: number;
const secret = async () => ({ botToken: 'xoxb-1111-2222-abcdef', signingSecret: 'shh' });

beforeEach(async () => {
  metrics = new Measured();
  server = createServer((_request, response) => answer(response));
  port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function client(patience = 500): SlackClient {
  return slackClient({ secret, apiUrl: `http://127.0.0.1:${port}/api/`, patience, metrics });
}

const saying =
  (body: object): Answer =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
const post = (slack = client()) => slack.post({ channel: 'C0APPROVALS', text: 'Hello' });

async function failureFrom(posting: Promise<unknown>): Promise<SlackFailure> {
  const failure = await posting.catch((error: unknown) => error);
  if (failure instanceof SlackFailure) return failure;
  throw new Error(`No SlackFailure: ${String(failure)}`);
}

describe('the Slack client', () => {
  test.each([
    ['token_revoked', 'token'],
    ['missing_scope', 'scope'],
    ['is_archived', 'channel'],
    ['invalid_blocks', 'content'],
    ['msg_blocks_too_long', 'content'],
    ['cant_update_message', 'refused'],
    ['internal_error', 'outage'],
  ])('says what %s means, counts it as %s, and knows that nothing was posted', async (code, kind) => {
    answer = saying({ ok: false, error: code });
    expect(await failureFrom(post())).toMatchObject({ code, kind, mayHaveHappened: false });
    expect(metrics.values).toEqual([{ name: `SlackErrors ${kind}`, value: 1 }]);
  });

  test('passes on how long Slack wants to be left alone', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '30' }).end();
    expect(await failureFrom(post())).toMatchObject({ kind: 'rate-limited', retryAfter: 30 });
  });

  test('gives up what takes too long, and then does not know whether it happened', async () => {
    answer = () => {};
    expect(await failureFrom(post(client(50)))).toMatchObject({ kind: 'outage', mayHaveHappened: true });
  });

  test('does not know either where the connection broke on the way', async () => {
    answer = (response) => response.destroy();
    expect(await failureFrom(post())).toMatchObject({ kind: 'outage', mayHaveHappened: true });
  });

  test('knows that nothing happened where nobody listens', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const failure = failureOf(new WebAPIRequestError(new TypeError('fetch failed', { cause: refused })));
    expect(failure).toMatchObject({ code: 'unreachable', kind: 'outage', mayHaveHappened: false });
  });

  test('does not count it as an error that nobody has an address, or that a card was deleted', async () => {
    answer = saying({ ok: false, error: 'users_not_found' });
    expect(await client().idOf('nobody@example.com')).toBeUndefined();
    answer = saying({ ok: false, error: 'message_not_found' });
    await failureFrom(client().update({ channel: 'C0APPROVALS', ts: '1.2', text: 'x', blocks: [] }));
    expect(metrics.values).toEqual([]);
  });

  test('asks for a group in one workspace after the other, and remembers where it is', async () => {
    const asked: string[] = [];
    server.removeAllListeners('request');
    server.on('request', async (request, response) => {
      const workspace = new URLSearchParams(await text(request)).get('team_id') ?? 'none';
      asked.push(workspace);
      const isThere = workspace === 'T0SECOND';
      const found = isThere ? { ok: true, users: ['U0BOB'] } : { ok: false, error: 'no_such_subteam' };
      saying(found)(response);
    });
    const slack = client();
    for (const _ of [1, 2])
      expect(await slack.members('S0LEADS', ['T0FIRST', 'T0SECOND'])).toEqual(['U0BOB']);
    expect(asked).toEqual(['T0FIRST', 'T0SECOND']);
    expect(await failureFrom(slack.members('S0GONE', ['T0FIRST']))).toMatchObject({
      code: 'no_such_subteam',
    });
  });

  test('counts a secret that is not to be had', async () => {
    const refused = async () => {
      throw new SlackFailure('secret_unavailable: AccessDeniedException');
    };
    const slack = slackClient({ secret: refused, apiUrl: undefined, patience: 500, metrics });
    expect(await failureFrom(post(slack))).toMatchObject({ kind: 'secret', mayHaveHappened: false });
    expect(metrics.sum('SlackErrors secret')).toBe(1);
  });
});
