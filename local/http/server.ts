import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Api } from '../api/api.ts';
import { type Answer, Problem } from './answer.ts';
import { control, type Endpoints, isControlPath } from './control.ts';
import { refuseForeigners } from './own-machine.ts';
import { isPagePath, page } from './page-files.ts';

/** What is served at one address: the page, the API, and the local stack's own endpoints. */
export interface Site {
  api: Api;
  endpoints: Endpoints;
}

/** The front of the local stack. Until the site is there, everything is answered 503. */
export function frontServer(site: () => Site | undefined): Server {
  return createServer((request, response) => {
    void answer(request, response, site())
      .catch(problem)
      .then((answered) => answered && send(response, answered, request.method));
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: Site | undefined,
): Promise<Answer | undefined> {
  if (site === undefined) throw new Problem(503, 'The local stack is still starting.');
  const url = urlOf(request);
  refuseForeigners(request.headers);
  if (isControlPath(url.pathname)) return control(site.endpoints, { request, response, url });
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && isPagePath(url.pathname) ? page(url.pathname) : site.api.handle(request, url);
}

function urlOf({ url = '/', headers }: IncomingMessage): URL {
  try {
    return new URL(`http://${headers.host ?? 'localhost'}${url}`);
  } catch {
    throw new Problem(400, 'The URL or the Host header is malformed.');
  }
}

function problem(error: unknown): Answer {
  if (error instanceof Problem) return error.toAnswer();
  console.error('The local stack failed:', error);
  return new Problem(500, 'The local stack failed; its terminal says why.').toAnswer();
}

function send(response: ServerResponse, { status, headers, body }: Answer, method = 'GET'): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(method === 'HEAD' ? undefined : body);
}
