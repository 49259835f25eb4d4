import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

interface Problem {
  status: number;
  title: string;
  detail: string;
}

const forbidden = (detail: string): Problem => ({ status: 403, title: 'Forbidden', detail });
const badRequest = (detail: string): Problem => ({ status: 400, title: 'Bad Request', detail });
const tooMany: Problem = {
  status: 429,
  title: 'Too Many Requests',
  detail: 'There were too many requests in a short time; try again in a moment.',
};
const broken: Problem = {
  status: 500,
  title: 'Internal Server Error',
  detail: 'Something went wrong on our side; try again in a moment.',
};
const late: Problem = { ...broken, status: 504, title: 'Gateway Timeout' };

/**
 * What API Gateway answers by itself. Every kind has a line: changing the status of DEFAULT_4XX would change that of
 * all that have none (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 * MISSING_AUTHENTICATION_TOKEN is both "no such route" and "not signed": API Gateway does not tell them apart.
 */
const problems: readonly (readonly [ResponseType, Problem])[] = [
  [ResponseType.DEFAULT_4XX, badRequest('The request cannot be processed.')],
  [ResponseType.DEFAULT_5XX, broken],
  [ResponseType.BAD_REQUEST_BODY, badRequest('The body is not what this route takes.')],
  [ResponseType.BAD_REQUEST_PARAMETERS, badRequest('The parameters are not what this route takes.')],
  [
    ResponseType.UNAUTHORIZED,
    { status: 401, title: 'Unauthorized', detail: 'The request has to be signed (SigV4).' },
  ],
  [ResponseType.ACCESS_DENIED, forbidden('This IAM principal may not call this route.')],
  [ResponseType.EXPIRED_TOKEN, forbidden('The credentials that signed the request have expired.')],
  [ResponseType.INVALID_SIGNATURE, forbidden('The signature (SigV4) does not fit the request.')],
  [ResponseType.INVALID_API_KEY, forbidden('The API key is not valid here.')],
  [ResponseType.WAF_FILTERED, forbidden('The request was blocked.')],
  [
    ResponseType.MISSING_AUTHENTICATION_TOKEN,
    {
      status: 404,
      title: 'Not Found',
      detail: 'There is no such route, or the request is not signed (SigV4).',
    },
  ],
  [ResponseType.RESOURCE_NOT_FOUND, { status: 404, title: 'Not Found', detail: 'There is no such route.' }],
  [
    ResponseType.REQUEST_TOO_LARGE,
    { status: 413, title: 'Content Too Large', detail: 'The request is larger than 10 MB.' },
  ],
  [
    ResponseType.UNSUPPORTED_MEDIA_TYPE,
    { status: 415, title: 'Unsupported Media Type', detail: 'Bodies are application/json.' },
  ],
  [ResponseType.THROTTLED, tooMany],
  [ResponseType.QUOTA_EXCEEDED, tooMany],
  [ResponseType.API_CONFIGURATION_ERROR, broken],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, broken],
  [ResponseType.AUTHORIZER_FAILURE, broken],
  [ResponseType.INTEGRATION_FAILURE, late],
  [ResponseType.INTEGRATION_TIMEOUT, late],
];

/** Shapes what API Gateway answers by itself like everything else: RFC 9457. */
export function addGatewayResponses(api: RestApi): void {
  for (const [type, { status, ...problem }] of problems) {
    const { responseType } = type;
    api.addGatewayResponse(responseType, {
      type,
      statusCode: String(status),
      responseHeaders: { 'Content-Type': "'application/problem+json'" },
      templates: {
        'application/json': JSON.stringify({
          type: 'about:blank',
          title: problem.title,
          status,
          detail: problem.detail,
          instance: 'urn:uuid:$context.requestId',
        }),
      },
    });
  }
}
