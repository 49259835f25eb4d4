import type { FieldProblem } from '../../domain/problem.ts';

/** Everything the API refuses, by name: the one place where an error becomes an HTTP answer. */
const problems = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'bad-payload': { status: 400, title: 'The payload is not what Slack sends' },
  unsigned: { status: 401, title: 'The signature is missing, wrong or stale' },
  'not-yours': { status: 403, title: 'This is not yours to do' },
  'not-found': { status: 404, title: 'There is no such request' },
  'not-an-approver': { status: 403, title: 'You are not among the approvers' },
  'unknown-person': { status: 403, title: 'Nobody can tell which person you are' },
  'own-request': { status: 403, title: 'Nobody decides on their own request' },
  'wrong-workspace': { status: 403, title: 'Only our own workspace decides' },
  conflict: { status: 409, title: 'Others act on this request at this moment' },
  'already-approved': { status: 409, title: 'You approved this already' },
  expired: { status: 409, title: 'The request has expired' },
  'not-pending': { status: 409, title: 'The request is not up for decision yet' },
  'not-retryable': { status: 409, title: 'The request cannot be tried again' },
  'wrong-digest': { status: 409, title: 'This is not the digest of the request' },
  'already-decided': { status: 409, title: 'The request is decided already' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-application-json': { status: 415, title: 'The body must be application/json' },
  'invalid-fields': { status: 422, title: 'Some fields are not as they must be' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another body' },
  throttled: { status: 429, title: 'Too much at once', retryAfterSeconds: 1 },
  'slack-unavailable': {
    status: 503,
    title: 'Slack is needed for this and does not answer',
    retryAfterSeconds: 60,
  },
  'trail-damaged': { status: 500, title: 'The record of this request was changed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string; retryAfterSeconds?: number }>;

export type ProblemCode = keyof typeof problems;

/** A refusal that a caller can understand: RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: FieldProblem[] | undefined;
  constructor(code: ProblemCode, detail: string, errors?: FieldProblem[]) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** `application/problem+json` for a problem at a path (RFC 9457, section 3). */
export function problemBody({ code, message, errors }: Problem, instance: string) {
  return {
    type: `urn:countersign:problem:${code}`,
    title: problems[code].title,
    status: problems[code].status,
    detail: message,
    instance,
    ...(errors && { errors }),
  };
}

/** The headers of a problem; what passes by itself says when to come again (RFC 9110, section 10.2.3). */
export function problemHeaders({ code }: Problem): Record<string, string> {
  const kind = problems[code];
  return {
    'content-type': 'application/problem+json',
    ...('retryAfterSeconds' in kind && { 'retry-after': String(kind.retryAfterSeconds) }),
  };
}
