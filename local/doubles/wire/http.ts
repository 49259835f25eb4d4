import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

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

/** Reads a request to its end. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://localhost'),
    headers: request.headers,
    body: await buffer(request),
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
