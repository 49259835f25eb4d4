import type { IncomingMessage } from 'node:http';
import { Problem } from './answer.ts';

/**
 * Reads a request's body to its end. Throws `Problem` 413 as soon as it is larger than `limit` bytes; the rest is
 * read and dropped, so that the caller gets to see the answer.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit) throw new Problem(413, `The body is larger than ${limit} bytes.`);
  return Buffer.concat(chunks);
}
