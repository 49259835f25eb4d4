import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { throttled } from '../functions/functions.ts';
import type { InvocationResult } from '../functions/messages.ts';
import { type Answer, Problem } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import type { RestApi } from '../template/api.ts';
import { defaultCaller, type Identity, identityOf } from './caller.ts';
import { proxyEvent } from './event.ts';
import { gatewayAnswer, type ResponseType } from './gateway-responses.ts';
import { type Match, matchRoute } from './routes.ts';
import { checkSignature } from './signature.ts';

export interface ApiOptions {
  api: RestApi;
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  clock: () => Date;
  onRequest: () => void;
}

/** API Gateway's limits: the body, and how long it waits for a function. */
const maxBody = 10 * 1024 * 1024;
const maxWaitMilliseconds = 29_000;

const proxyAnswer = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(z.coerce.string())).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** The template's REST API as API Gateway would serve it, in front of the stack's functions. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, url: URL): Promise<Answer> {
    this.#options.onRequest();
    const requestId = randomUUID();
    const { api } = this.#options;
    const refuse = (type: ResponseType) =>
      gatewayAnswer(type, api.gatewayResponses, { requestId, path: url.pathname });
    const body = await readBody(request, maxBody).catch(tooLarge);
    if (body === undefined) return refuse('REQUEST_TOO_LARGE');
    const match = matchRoute(api.routes, request.method ?? 'GET', url.pathname);
    if (match === undefined) return refuse('MISSING_AUTHENTICATION_TOKEN');
    const identity = await this.#authorize(match, { request, url, body });
    if (typeof identity === 'string') return refuse(identity);
    const { stage } = api;
    const time = this.#options.clock();
    const event = proxyEvent({ request, url, body, match, stage, identity, requestId, time });
    const answer = await this.#invoke(match, event);
    return typeof answer === 'string' ? refuse(answer) : answer;
  }

  /** Who calls, or how API Gateway refuses: unsigned requests are alice's, or whose `X-Local-Caller` says. */
  async #authorize(
    { route }: Match,
    { request, url, body }: { request: IncomingMessage; url: URL; body: Buffer },
  ): Promise<Identity | undefined | ResponseType> {
    if (route.authorization === 'NONE') return undefined;
    const { headers, method = 'GET' } = request;
    if (headers.authorization !== undefined) {
      const verdict = await checkSignature({ method, url, headers, body }, this.#options.clock());
      if (verdict !== 'VALID') return verdict;
    }
    return identityOf(String(headers['x-local-caller'] ?? defaultCaller));
  }

  async #invoke({ route }: Match, event: object): Promise<Answer | ResponseType> {
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), maxWaitMilliseconds);
    const result = await Promise.race([this.#options.invoke(route.functionArn, event), late.promise]);
    clearTimeout(timer);
    if (result === undefined) return 'INTEGRATION_TIMEOUT';
    if (!result.ok && result.error.errorType === throttled.errorType) return 'INTEGRATION_FAILURE';
    const parsed = result.ok ? proxyAnswer.safeParse(JSON.parse(result.payload)) : undefined;
    return parsed?.success ? answerOf(parsed.data) : 'DEFAULT_5XX';
  }
}

function tooLarge(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

function answerOf({
  statusCode,
  headers,
  multiValueHeaders,
  body,
  isBase64Encoded,
}: z.output<typeof proxyAnswer>): Answer {
  return {
    status: statusCode,
    headers: {
      'content-type': 'application/json',
      ...lowerCased(headers ?? {}),
      ...lowerCased(multiValueHeaders ?? {}),
    },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

function lowerCased<Value>(headers: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
