import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { kindOf, type ProblemCode, problemType } from '../../domain/problem-kinds.ts';

type Refusal = readonly [ProblemCode, detail: string];

const throttled: Refusal = [
  'throttled',
  'There were too many requests in a short time; try again in a moment.',
];
const internal: Refusal = ['internal', 'Try again in a moment.'];
/** A function that is worked on as often as it may be is one that API Gateway cannot invoke; Lambda's own 429 is lost. */
const busy: Refusal = ['busy', 'Try again in a moment.'];
const late: Refusal = ['late', 'Try again in a moment.'];

/**
 * What API Gateway answers by itself. Every kind has a line: changing the status of DEFAULT_4XX would change that of
 * all that have none (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 * MISSING_AUTHENTICATION_TOKEN is both "no such route" and "not signed": API Gateway does not tell them apart.
 */
const refusals: Readonly<Record<string, Refusal>> = {
  DEFAULT_4XX: ['bad-request', 'The request cannot be processed.'],
  DEFAULT_5XX: internal,
  BAD_REQUEST_BODY: ['bad-request', 'The body is not what this route takes.'],
  BAD_REQUEST_PARAMETERS: ['bad-request', 'The parameters are not what this route takes.'],
  UNAUTHORIZED: ['unauthorized', 'The request has to be signed (SigV4).'],
  ACCESS_DENIED: ['access-denied', 'This IAM principal may not call this route.'],
  EXPIRED_TOKEN: ['expired-credentials', 'The credentials that signed the request have expired.'],
  INVALID_SIGNATURE: ['invalid-signature', 'The signature (SigV4) does not fit the request.'],
  INVALID_API_KEY: ['invalid-api-key', 'The API key is not valid here.'],
  WAF_FILTERED: ['blocked', 'The request was blocked.'],
  MISSING_AUTHENTICATION_TOKEN: [
    'no-such-route',
    'There is no such route, or the request is not signed (SigV4).',
  ],
  RESOURCE_NOT_FOUND: ['no-such-route', 'There is no such route.'],
  REQUEST_TOO_LARGE: ['too-large', 'API Gateway takes 10 MB at most.'],
  UNSUPPORTED_MEDIA_TYPE: ['not-application-json', 'Send JSON, with the content type application/json.'],
  THROTTLED: throttled,
  QUOTA_EXCEEDED: throttled,
  API_CONFIGURATION_ERROR: internal,
  AUTHORIZER_CONFIGURATION_ERROR: internal,
  AUTHORIZER_FAILURE: internal,
  INTEGRATION_FAILURE: busy,
  INTEGRATION_TIMEOUT: late,
};

/** Shapes what API Gateway answers by itself like everything else: RFC 9457. */
export function addGatewayResponses(api: RestApi): void {
  for (const [kind, [code, detail]] of Object.entries(refusals)) {
    const { status, title, retryAfterSeconds } = kindOf(code);
    const instance = 'urn:uuid:$context.requestId';
    const problem = { type: problemType(code), title, status, detail, instance };
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
