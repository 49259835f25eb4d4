import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvalidFault } from '../doubles/faults.ts';
import { InvalidAction } from '../doubles/slack/act.ts';
import { type Answer, Problem } from './answer.ts';
import { readBody } from './body.ts';

/** What a local endpoint is called with. */
export interface ControlRequest {
  /** The rest of a path that ends in `/*`, decoded. */
  rest: string;
  query: URLSearchParams;
  /** Parses the body as JSON; throws `Problem` 400 or 413. */
  body: () => Promise<unknown>;
  response: ServerResponse;
}

/** Answers a local endpoint; undefined if it keeps the response for itself. */
export type Endpoint = (request: ControlRequest) => Promise<Answer | undefined> | Answer | undefined;

/** Endpoints by method and path: `GET /_local/meter`; one that ends in `/*` takes anything there. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

const maxBody = 1024 * 1024;

/** Whether a path is one of the local stack's own. */
export function isControlPath(path: string): boolean {
  return path === '/_local' || path.startsWith('/_local/');
}

/**
 * Answers the local stack's own endpoints. Bodies are JSON by their type. Throws `Problem` for whatever a
 * caller may get wrong.
 */
export async function control(
  endpoints: Endpoints,
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<Answer | undefined> {
  const { method = 'GET' } = request;
  const { endpoint, rest } = find(endpoints, method, url.pathname);
  const body = async () => parse(await readBody(request, maxBody));
  if (hasBody(request) && !isJson(request)) throw new Problem(415, 'Send JSON, as application/json.');
  try {
    return await endpoint({ rest, query: url.searchParams, body, response });
  } catch (error) {
    throw error instanceof InvalidFault || error instanceof InvalidAction
      ? new Problem(422, error.message)
      : error;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A page from elsewhere may send other types without asking first; JSON it may not. */
function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function find(endpoints: Endpoints, method: string, path: string): { endpoint: Endpoint; rest: string } {
  const exact = endpoints[`${method} ${path}`];
  if (exact !== undefined) return { endpoint: exact, rest: '' };
  const [, parent = '', rest = ''] = /^(.*\/)([^/]+)$/.exec(path) ?? [];
  const endpoint = endpoints[`${method} ${parent}*`];
  if (endpoint !== undefined) return { endpoint, rest: decoded(rest) };
  const others = Object.keys(endpoints).filter((known) => known.endsWith(` ${path}`));
  if (others.length === 0) throw new Problem(404, `There is no ${path}.`);
  throw new Problem(405, `${path} takes ${others.map((known) => known.split(' ')[0]).join(', ')}.`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'The path is not well encoded.');
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
}
