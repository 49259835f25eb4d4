import { setTimeout } from 'node:timers/promises';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type * as z from 'zod';
import { problem } from './answers.ts';
import type { Endpoint } from './endpoint.ts';
import { clockProblem, Refused, Unreachable, Unreadable } from './errors.ts';

/** API Gateway waits 29 s for a function. */
const maxWaitMilliseconds = 35_000;
const maxAttempts = 3;

interface Call<Schema extends z.ZodType> {
  answer: Schema;
  query?: Readonly<Record<string, string | undefined>>;
  body?: object;
  headers?: Readonly<Record<string, string>>;
  /** Whether to send it again is harmless, although it may have done its work. */
  isRepeatable?: boolean;
}

/** The API as one caller has it: each request signed (SigV4), each answer parsed, each refusal thrown as Refused. */
export class ApiClient {
  readonly url: URL;
  readonly #endpoint: Endpoint;
  readonly #now: () => Date;

  constructor(endpoint: Endpoint, now: () => Date) {
    this.url = endpoint.url;
    this.#endpoint = endpoint;
    this.#now = now;
  }

  get<Schema extends z.ZodType>(path: string, call: Call<Schema>): Promise<z.output<Schema>> {
    return this.#call('GET', path, { isRepeatable: true, ...call });
  }

  post<Schema extends z.ZodType>(path: string, call: Call<Schema>): Promise<z.output<Schema>> {
    return this.#call('POST', path, call);
  }

  /** Sends again what was not done (429, 503), and what is harmless to do twice, after a pause. */
  async #call<Schema extends z.ZodType>(
    method: string,
    path: string,
    call: Call<Schema>,
  ): Promise<z.output<Schema>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(method, path, call);
      } catch (error) {
        const pause =
          attempt < maxAttempts ? pauseAfter(error, attempt, call.isRepeatable === true) : undefined;
        if (pause === undefined) throw error;
        await setTimeout(pause);
      }
    }
  }

  async #once<Schema extends z.ZodType>(
    method: string,
    path: string,
    call: Call<Schema>,
  ): Promise<z.output<Schema>> {
    const url = this.#addressOf(path, call.query);
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const headers = await this.#signed(method, url, body, call.headers ?? {});
    const signal = AbortSignal.timeout(maxWaitMilliseconds);
    const answer = await fetch(url, {
      ...{ method, headers, signal, redirect: 'manual' },
      ...(body !== undefined && { body }),
    }).catch((cause: unknown) => {
      throw new Unreachable(url, cause);
    });
    const text = await answer.text().catch((cause: unknown) => {
      throw new Unreachable(url, cause);
    });
    const content = jsonOf(text);
    if (answer.ok) return parsed(call.answer, content, url);
    const { data } = problem.safeParse(content);
    if (!data) throw new Unreadable(url, answer.status);
    const clock = clockProblem(data.type, answer.headers.get('date'), this.#now());
    throw clock ?? new Refused(data, secondsOf(answer.headers.get('retry-after')));
  }

  #addressOf(path: string, query: Call<z.ZodType>['query'] = {}): URL {
    const url = new URL(path.replace(/^\//, ''), this.#endpoint.url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  async #signed(
    method: string,
    url: URL,
    body: string | undefined,
    more: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const { region, credentials, localCaller } = this.#endpoint;
    const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
    const { headers } = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: {
          host: url.host,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(localCaller !== undefined && { 'x-local-caller': localCaller }),
          ...more,
        },
        ...(body !== undefined && { body }),
      },
      { signingDate: this.#now() },
    );
    return headers;
  }
}

function pauseAfter(error: unknown, attempt: number, isRepeatable: boolean): number | undefined {
  if (error instanceof Refused && (error.status === 429 || error.status === 503)) {
    const seconds = error.retryAfterSeconds ?? attempt;
    // Whoever waits at a terminal wants to be told instead.
    return seconds > 5 ? undefined : seconds * 1000;
  }
  if (!isRepeatable) return undefined;
  const mayPass =
    error instanceof Unreachable ? error.mayPass : error instanceof Refused && error.status >= 500;
  return mayPass ? 500 * attempt : undefined;
}

function parsed<Schema extends z.ZodType>(schema: Schema, content: unknown, url: URL): z.output<Schema> {
  const { success, data } = schema.safeParse(content);
  if (!success) throw new Unreadable(url, 200);
  return data;
}

function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
