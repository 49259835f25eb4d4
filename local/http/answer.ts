import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';

/** An HTTP answer before it is sent. A header may have several values. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** A JSON answer, which ends with a newline as those of the functions do. */
export function json(body: unknown, status = 200): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(body)}\n` };
}

/** A problem that the local stack itself has with a request (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }

  toAnswer(): Answer {
    const { status, message: detail } = this;
    const instance = `urn:uuid:${randomUUID()}`;
    const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance };
    return { ...json(body, status), headers: { 'content-type': 'application/problem+json' } };
  }
}
