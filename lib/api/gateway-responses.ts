import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** When to come again. */
  retryAfterSeconds?: number;
}

const forbidden = (code: string, detail: string) => ({ status: 403, code, title: 'Forbidden', detail });
const badRequest = (detail: string) => ({ status: 400, code: 'bad-request', title: 'Bad Request', detail });
const notFound = (detail: string) => ({ status: 404, code: 'no-such-route', title: 'Not Found', detail });
const throttled = {
  status: 429,
  code: 'throttled',
  title: 'Too Many Requests',
  detail: 'There were too many requests in a short time; try again in a moment.',
  retryAfterSeconds: 1,
};
const internal = {
  status: 500,
  code: 'internal',
  title: 'Something went wrong on our side',
  detail: 'Try again in a moment.',
};
const late = { ...internal, status: 504, code: 'late' };

/**
 * What API Gateway answers by itself. Every kind has a line: changing the status of DEFAULT_4XX would change that of
 * all that have none (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 * MISSING_AUTHENTICATION_TOKEN is both "no such route" and "not signed": API Gateway does not tell them apart.
 */
const problems = {
  DEFAULT_4XX: badRequest('The request cannot be processed.'),
  DEFAULT_5XX: internal,
  BAD_REQUEST_BODY: badRequest('The body is not what this route takes.'),
  BAD_REQUEST_PARAMETERS: badRequest('The parameters are not what this route takes.'),
  UNAUTHORIZED: {
    status: 401,
    code: 'unauthorized',
    title: 'Unauthorized',
    detail: 'The request has to be signed (SigV4).',
  },
  ACCESS_DENIED: forbidden('access-denied', 'This IAM principal may not call this route.'),
  EXPIRED_TOKEN: forbidden('expired-credentials', 'The credentials that signed the request have expired.'),
  INVALID_SIGNATURE: forbidden('invalid-signature', 'The signature (SigV4) does not fit the request.'),
  INVALID_API_KEY: forbidden('invalid-api-key', 'The API key is not valid here.'),
  WAF_FILTERED: forbidden('blocked', 'The request was blocked.'),
  MISSING_AUTHENTICATION_TOKEN: notFound('There is no such route, or the request is not signed (SigV4).'),
  RESOURCE_NOT_FOUND: notFound('There is no such route.'),
  REQUEST_TOO_LARGE: {
    status: 413,
    code: 'too-large',
    title: 'The body is too large',
    detail: 'API Gateway takes 10 MB at most.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    code: 'not-application-json',
    title: 'The body must be application/json',
    detail: 'Send JSON, with the content type application/json.',
  },
  THROTTLED: throttled,
  QUOTA_EXCEEDED: throttled,
  API_CONFIGURATION_ERROR: internal,
  AUTHORIZER_CONFIGURATION_ERROR: internal,
  AUTHORIZER_FAILURE: internal,
  INTEGRATION_FAILURE: late,
  INTEGRATION_TIMEOUT: late,
} satisfies Record<string, Problem>;
const kinds: readonly [string, Problem][] = Object.entries(problems);

/** Shapes what API Gateway answers by itself like everything else: RFC 9457. */
export function addGatewayResponses(api: RestApi): void {
  for (const [kind, { status, code, title, detail, retryAfterSeconds }] of kinds) {
    const type = `urn:countersign:problem:${code}`;
    const problem = { type, title, status, detail, instance: 'urn:uuid:$context.requestId' };
    api.addGatewayResponse(kind, {
      type: ResponseType.of(kind),
      statusCode: String(status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        ...(retryAfterSeconds !== undefined && { 'Retry-After': `'${retryAfterSeconds}'` }),
      },
      templates: { 'application/json': `${JSON.stringify(problem)}\n` },
    });
  }
}
