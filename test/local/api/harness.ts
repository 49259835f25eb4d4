import { createServer } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Api } from '../../../local/api/api.ts';
import type { InvocationResult } from '../../../local/functions/messages.ts';
import { listen, stopListening } from '../../../local/http/listen.ts';
import { frontServer } from '../../../local/http/server.ts';
import type { GatewayResponse, Route } from '../../../local/template/api.ts';

const route = (
  method: string,
  resource: string,
  authorization: Route['authorization'] = 'AWS_IAM',
): Route => ({
  method,
  resource,
  functionArn: `${method} ${resource}`,
  authorization,
});
const routes = [
  route('GET', '/requests'),
  route('POST', '/requests'),
  route('GET', '/requests/{id}'),
  route('GET', '/requests/mine'),
  route('POST', '/slack/interactions', 'NONE'),
];
const gatewayResponses = new Map<string, GatewayResponse>([
  [
    'MISSING_AUTHENTICATION_TOKEN',
    {
      statusCode: 404,
      headers: { 'Content-Type': 'application/problem+json' },
      body: '{"status":404,"detail":$context.error.messageString,"instance":"urn:uuid:$context.requestId"}',
    },
  ],
]);

/** An API of a few routes on a free port; `events` are what its functions were invoked with. */
export async function startApi() {
  const events: (APIGatewayProxyEvent & { functionArn: string })[] = [];
  let result: InvocationResult = { ok: true, payload: '{"statusCode":200,"body":"{}"}' };
  const api = new Api({
    api: { stage: 'prod', routes, gatewayResponses },
    invoke: async (functionArn, event) => {
      events.push({ ...JSON.parse(JSON.stringify(event)), functionArn });
      return result;
    },
    clock: () => new Date(),
    onRequest: () => {},
  });
  const known = () => ({ status: 200, headers: {}, body: '{}' });
  const endpoints = { 'GET /_local/known': known, 'POST /_local/known': known };
  const server = frontServer(() => ({ api, endpoints }));
  const url = `http://127.0.0.1:${await listen(server, 0)}`;
  const answer = (payload: object) => {
    result = { ok: true, payload: JSON.stringify(payload) };
  };
  const fail = (errorType: string) => {
    result = { ok: false, error: { errorType, errorMessage: 'the secret is 42' } };
  };
  const last = () => {
    const event = events.at(-1);
    if (event === undefined) throw new Error('No function was invoked');
    return event;
  };
  return { url, last, events, answer, fail, stop: () => stopListening(server) };
}

/** A port that something else is using. */
export async function takenPort() {
  const server = createServer();
  return { port: await listen(server, 0), free: () => stopListening(server) };
}
