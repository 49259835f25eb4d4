import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { account } from '../doubles/double.ts';
import type { Identity } from './caller.ts';
import type { Match } from './routes.ts';

export interface ProxyRequest {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
  match: Match;
  stage: string;
  /** Absent on a route without authorization. */
  identity: Identity | undefined;
  requestId: string;
  time: Date;
}

/** Headers that only the local stack knows; a function must not see them. */
const ownHeaders = ['x-local-caller'];

/**
 * The event of a REST API's Lambda proxy integration (payload version 1.0). Bodies are text, since the API declares
 * no binary media types.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(proxied: ProxyRequest): APIGatewayProxyEvent {
  const { request, url, body, match } = proxied;
  const multiValueHeaders = headersOf(request);
  const multiValueQuery = queryOf(url);
  return {
    resource: match.route.resource,
    path: url.pathname,
    httpMethod: request.method ?? 'GET',
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: multiValueQuery && lastOf(multiValueQuery),
    multiValueQueryStringParameters: multiValueQuery,
    pathParameters: match.pathParameters,
    stageVariables: null,
    requestContext: contextOf(proxied),
    body: body.length > 0 ? body.toString('utf8') : null,
    isBase64Encoded: false,
  };
}

function contextOf(proxied: ProxyRequest): APIGatewayProxyEvent['requestContext'] {
  const { request, url, match, stage, identity, requestId, time } = proxied;
  return {
    accountId: account,
    apiId: 'local',
    authorizer: undefined,
    httpMethod: request.method ?? 'GET',
    identity: identityContext(request, identity),
    path: `/${stage}${url.pathname}`,
    protocol: `HTTP/${request.httpVersion}`,
    requestId,
    requestTime: time.toUTCString(),
    requestTimeEpoch: time.getTime(),
    resourceId: 'local',
    resourcePath: match.route.resource,
    stage,
  };
}

function identityContext(
  request: IncomingMessage,
  identity: Identity | undefined,
): APIGatewayProxyEvent['requestContext']['identity'] {
  return {
    accessKey: identity ? 'AKIALOCAL' : null,
    accountId: identity?.accountId ?? null,
    apiKey: null,
    apiKeyId: null,
    caller: identity?.caller ?? null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    user: identity?.caller ?? null,
    userAgent: request.headers['user-agent'] ?? null,
    userArn: identity?.userArn ?? null,
  };
}

/** Every header by the name it was sent with, without those of the local stack; and how the caller came, as API Gateway says it. */
function headersOf({ rawHeaders }: IncomingMessage): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!ownHeaders.includes(name.toLowerCase())) headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  headers.set('X-Forwarded-Proto', ['http']);
  return Object.fromEntries(headers);
}

/** Decoded values by name; null if there is no query. */
function queryOf({ searchParams }: URL): Record<string, string[]> | null {
  const names = [...new Set(searchParams.keys())];
  return names.length === 0
    ? null
    : Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)]));
}

function lastOf(values: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}
