import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const folder = new URL('../../local/page/', import.meta.url);
const contentTypes = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** The answers the page gets, by method and path, and the clicks it sent; `say` sends a server-sent event. */
export interface CannedStack {
  url: string;
  answers: Map<string, { status?: number; body: unknown }>;
  posted: { path: string; body: unknown }[];
  say(event: string): void;
  close(): void;
}

/** Serves the page under a content security policy that forbids everything inline, and canned answers. */
export async function startCannedStack(): Promise<CannedStack> {
  const answers: CannedStack['answers'] = new Map();
  const posted: CannedStack['posted'] = [];
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address()) satisfies Pick<AddressInfo, 'port'>;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const canned = answers.get(`${request.method} ${pathname}`);
    if (request.method === 'POST') posted.push({ path: pathname, body: JSON.parse(await textOf(request)) });
    if (pathname === '/_local/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      listeners.add(response);
    } else if (canned) {
      response.writeHead(canned.status ?? 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(canned.body));
    } else {
      await sendFile(pathname, response);
    }
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    answers,
    posted,
    say: (event) => {
      for (const listener of listeners) listener.write(`event: ${event}\ndata: {}\n\n`);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function sendFile(pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === '/' ? 'index.html' : pathname.replace('/page/', '');
  const contentType = Object.entries(contentTypes).find(([ending]) => name.endsWith(`.${ending}`))?.[1];
  const text = contentType && (await readFile(fileURLToPath(new URL(name, folder))).catch(() => undefined));
  if (text) {
    response.writeHead(200, { 'content-type': contentType, 'content-security-policy': "default-src 'self'" });
    response.end(text);
  } else {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  }
}
