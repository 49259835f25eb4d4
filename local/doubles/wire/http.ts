import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** A request as a protocol needs it. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Reads a request to its end; `buffer` of Node's stream consumers takes a detour through a Blob for each. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://localhost'),
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

/** Sends an answer, or cuts the connection so that the caller never learns what became of its call. */
export function send(response: ServerResponse, outcome: { answer: WireAnswer } | 'cut'): void {
  if (outcome === 'cut') {
    response.destroy();
    return;
  }
  const { status, headers, body } = outcome.answer;
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}
