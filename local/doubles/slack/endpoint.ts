import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import { readRequest, send, type WireAnswer, type WireRequest } from '../wire/http.ts';
import { type Outcome, underFault } from '../wire/under-fault.ts';
import { decodeArguments } from './arguments.ts';
import { scopes } from './people.ts';
import type { Slack } from './slack.ts';
import { SlackError, SlackRateLimited } from './slack-error.ts';

export interface SlackEndpointOptions {
  slack: Slack;
  botToken: string;
  faults: Faults;
  /** Is told of every call that arrives, whatever becomes of it. */
  meter: { slackCall(method: string): void };
  /** Who calls, by the path of the call; `undefined` for somebody who cannot be crashed. */
  callerOf: (path: string) => string | undefined;
  /** Ends a caller that a fault crashes. */
  terminate: (caller: string) => void;
}

/**
 * Answers the unmodified `@slack/web-api` client: `POST …/api/METHOD`, whatever stands before `api`; and what is
 * posted to the response URL of a click: `POST …/response/ID`.
 */
export function slackEndpoint(
  options: SlackEndpointOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, response) => {
    const request = await readRequest(incoming);
    send(response, await answer(request, options));
  };
}

async function answer(request: WireRequest, options: SlackEndpointOptions): Promise<Outcome<WireAnswer>> {
  const [, kind, name] = /\/(api|response)\/([^/]+)$/.exec(request.url.pathname) ?? [];
  if (request.method !== 'POST' || kind === undefined || name === undefined) {
    return { answer: { status: 404, headers: {}, body: 'no such method' } };
  }
  if (kind === 'response') return { answer: respond(name, request, options.slack) };
  options.meter.slackCall(name);
  const caller = options.callerOf(request.url.pathname);
  return underFault(options.faults.take('slack', name), {
    act: async () => perform(name, request, options),
    fail: injected,
    crash: () => caller !== undefined && options.terminate(caller),
  });
}

function perform(
  method: string,
  request: WireRequest,
  { slack, botToken }: SlackEndpointOptions,
): WireAnswer {
  try {
    const { token, input } = decodeArguments(request);
    if (token === undefined) throw new SlackError('not_authed');
    if (token !== botToken) throw new SlackError('invalid_auth');
    return json(200, slack.call(method, input), { 'x-oauth-scopes': scopes.join(',') });
  } catch (error) {
    return refused(error);
  }
}

function respond(clickId: string, request: WireRequest, slack: Slack): WireAnswer {
  try {
    slack.respond(clickId, decodeArguments(request).input);
    return json(200, { ok: true });
  } catch (error) {
    return refused(error);
  }
}

/** An injected error: digits are an HTTP status, a rate limit comes with its header, the rest is Slack's `error`. */
function injected(name: string): WireAnswer {
  if (/^[45]\d\d$/.test(name)) return { status: Number(name), headers: {}, body: '' };
  return refused(/^rate_?limited$/.test(name) ? new SlackRateLimited(1) : new SlackError(name));
}

/** Slack's errors are HTTP 200, but for the rate limit. A mistake in the double looks like a failure of Slack. */
function refused(error: unknown): WireAnswer {
  if (error instanceof SlackRateLimited) {
    const retryAfter = { 'retry-after': String(error.retryAfterSeconds) };
    return json(429, { ok: false, error: error.code }, retryAfter);
  }
  if (error instanceof SlackError) {
    const { code, explanations } = error;
    const metadata = explanations.length > 0 && { response_metadata: { messages: explanations } };
    return json(200, { ok: false, error: code, ...metadata });
  }
  console.error('The local Slack failed:', error);
  return json(500, { ok: false, error: 'internal_error' });
}

function json(status: number, body: object, headers: Record<string, string> = {}): WireAnswer {
  const contentType = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...contentType, ...headers }, body: JSON.stringify(body) };
}
