/** A kind of refusal: its HTTP status and what it is called; what passes by itself says when to come again. */
interface ProblemKind {
  status: number;
  title: string;
  retryAfterSeconds?: number;
}

/** Everything that the API refuses, by code: the one place where an error becomes an HTTP answer. */
export const problemKinds = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'bad-payload': { status: 400, title: 'The payload is not what Slack sends' },
  'bad-request': { status: 400, title: 'The request cannot be processed' },
  unsigned: { status: 401, title: 'The signature is missing, wrong or stale' },
  unauthorized: { status: 401, title: 'The request is not signed' },
  'not-yours': { status: 403, title: 'You are not allowed to do this' },
  'not-an-approver': { status: 403, title: 'You are not among the approvers' },
  'unknown-person': { status: 403, title: 'The person behind this caller is unknown' },
  'own-request': { status: 403, title: 'You cannot decide on your own request' },
  'wrong-workspace': { status: 403, title: 'Only members of our own Slack workspace can decide' },
  'access-denied': { status: 403, title: 'This IAM principal may not call this route' },
  'expired-credentials': { status: 403, title: 'The credentials have expired' },
  'invalid-signature': { status: 403, title: 'The signature does not fit the request' },
  'invalid-api-key': { status: 403, title: 'The API key is not valid here' },
  blocked: { status: 403, title: 'The request was blocked' },
  'not-found': { status: 404, title: 'There is no such request' },
  'no-such-route': { status: 404, title: 'There is no such route' },
  conflict: { status: 409, title: 'Others are changing this request right now' },
  'already-approved': { status: 409, title: 'You approved this already' },
  expired: { status: 409, title: 'The request has expired' },
  'not-pending': { status: 409, title: 'The request is not waiting for a decision' },
  'not-retryable': { status: 409, title: 'The request cannot be tried again' },
  'wrong-digest': { status: 409, title: 'The digest does not match the request' },
  'already-decided': { status: 409, title: 'The request is decided already' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-application-json': { status: 415, title: 'The body must be application/json' },
  'invalid-fields': { status: 422, title: 'Some fields are invalid' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another body' },
  throttled: { status: 429, title: 'Too many requests', retryAfterSeconds: 1 },
  'trail-damaged': { status: 500, title: 'The record of this request was changed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'slack-unavailable': {
    status: 503,
    title: 'This needs Slack, and Slack does not answer',
    retryAfterSeconds: 60,
  },
  'account-unavailable': {
    status: 503,
    title: 'AWS does not answer what has to be looked up in the account',
    retryAfterSeconds: 5,
  },
  busy: { status: 503, title: 'No more can be worked on at this moment', retryAfterSeconds: 1 },
  late: { status: 504, title: 'The answer did not come in time' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** The kind of a problem, without what the table knows of it alone. */
export function kindOf(code: ProblemCode): ProblemKind {
  return problemKinds[code];
}

/** What a problem of a kind is called in `type` (RFC 9457, section 3.1.1). */
export function problemType(code: ProblemCode): string {
  return `urn:countersign:problem:${code}`;
}
