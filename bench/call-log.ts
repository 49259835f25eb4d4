import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';

/** A request that a server in this process has answered; times as of `performance.now()`. */
export interface AnsweredCall {
  /** The access key it was made with: each execution environment of a function has its own. */
  caller: string | undefined;
  /** `dynamodb:PutItem`, `iam:POST /`, `slack:chat.update`, or `POST /requests` for one to the API itself. */
  name: string;
  start: number;
  end: number;
}

const exchange = z.object({ request: z.custom<IncomingMessage>((value) => value instanceof Object) });
const started = 'http.server.request.start';
const finished = 'http.server.response.finish';

/**
 * Writes down when each HTTP request to a server in this process came and was answered, by Node's own diagnostics, so
 * that neither the functions nor the doubles know of it. The local stack serves API and doubles in its own process.
 */
export class CallLog {
  readonly #starts = new WeakMap<IncomingMessage, number>();
  #calls: AnsweredCall[] = [];

  constructor() {
    subscribe(started, this.#onStart);
    subscribe(finished, this.#onFinish);
  }

  close(): void {
    unsubscribe(started, this.#onStart);
    unsubscribe(finished, this.#onFinish);
  }

  /** What was answered since the last time this was asked, by the time it came. */
  take(): AnsweredCall[] {
    const calls = this.#calls.toSorted((one, other) => one.start - other.start);
    this.#calls = [];
    return calls;
  }

  readonly #onStart = (message: unknown) => {
    this.#starts.set(exchange.parse(message).request, performance.now());
  };

  readonly #onFinish = (message: unknown) => {
    const { request } = exchange.parse(message);
    const start = this.#starts.get(request);
    if (start !== undefined) this.#calls.push({ ...identityOf(request), start, end: performance.now() });
  };
}

/** AWS calls are known by their credential scope and target, Slack's by their path. */
function identityOf({ headers, method, url = '/' }: IncomingMessage): Pick<AnsweredCall, 'caller' | 'name'> {
  const [, slackCaller, slackMethod] = /^\/slack\/([^/]+)\/api\/(.+)$/.exec(url) ?? [];
  if (slackMethod !== undefined) return { caller: slackCaller, name: `slack:${slackMethod}` };
  const [, caller, service] =
    /Credential=([^/]+)\/\d+\/[^/]*\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  if (service === undefined) return { caller: undefined, name: `${method} ${url}` };
  const target = String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1);
  return { caller, name: `${service}:${target || `${method} ${url.split('?')[0]}`}` };
}
