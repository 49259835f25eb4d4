import { type Answer, Problem } from '../http/answer.ts';
import type { GatewayResponse } from '../template/api.ts';

/** What API Gateway answers by itself, with its own status and message. */
const defaults = {
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  INVALID_SIGNATURE: { status: 403, message: 'The request signature does not match.' },
  EXPIRED_TOKEN: { status: 403, message: 'The signature is too old or too new.' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
  /** A function that may not be invoked at this moment (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html). */
  INTEGRATION_FAILURE: { status: 500, message: 'Internal server error' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
  /** A function that fails, or answers something that is no HTTP answer. */
  DEFAULT_5XX: { status: 502, message: 'Internal server error' },
} as const;
export type ResponseType = keyof typeof defaults;

/** Words an answer of API Gateway's own as the template's gateway responses say, or as API Gateway does without. */
export function gatewayAnswer(
  type: ResponseType,
  responses: ReadonlyMap<string, GatewayResponse>,
  context: { requestId: string; path: string },
): Answer {
  const { status, message } = defaults[type];
  const response = responses.get(type) ?? responses.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  if (response?.body === undefined) return new Problem(response?.statusCode ?? status, message).toAnswer();
  const variables: Record<string, string> = {
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
    path: context.path,
    requestId: context.requestId,
  };
  const body = response.body.replace(/\$context\.([\w.]+\w)/g, (_, name: string) => variables[name] ?? '');
  const headers = { 'content-type': 'application/json', ...lowerCased(response.headers) };
  return { status: response.statusCode ?? status, headers, body };
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
