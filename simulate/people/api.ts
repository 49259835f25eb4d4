import type { JsonObject } from '../../domain/json.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';

/** The simulated account, of which all callers are. */
const accountId = '111122223333';

const base: ApiEvent = {
  path: '/',
  headers: null,
  pathParameters: null,
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  body: null,
  isBase64Encoded: false,
  requestContext: { identity: { userArn: null } },
};

/** What somebody asks for; `name` makes it another resource than the others. */
export interface Wish {
  type: RequestTypeName;
  name: string;
  /** The ARN of the caller. */
  requester: string;
  /** The Idempotency-Key. */
  key: string;
}

/** `POST /requests` as API Gateway hands it over. */
export function submission({ type, name, requester, key }: Wish): ApiEvent {
  const { justification, parameters } = submissions[type].example;
  const body = { type, justification, parameters: named(parameters, name) };
  return {
    ...base,
    path: '/requests',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    requestContext: { accountId, identity: { userArn: requester } },
  };
}

const nameFields = ['RoleName', 'PolicyName', 'name'];

function named(parameters: JsonObject, name: string): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([field, value]) => [field, nameFields.includes(field) ? name : value]),
  );
}

/** `POST /requests/{id}/cancel`, and `/retry`, as API Gateway hands them over. */
export function wishAbout(id: string, what: 'cancel' | 'retry', caller: string): ApiEvent {
  return {
    ...base,
    path: `/requests/${id}/${what}`,
    pathParameters: { id },
    requestContext: { accountId, identity: { userArn: caller } },
  };
}

/** What an approver says over HTTP. */
export interface Saying {
  verdict: 'approve' | 'deny';
  digest: string;
}

/** `POST /requests/{id}/decisions` as API Gateway hands it over. */
export function decisionOn(id: string, caller: string, { verdict, digest }: Saying): ApiEvent {
  const reason = verdict === 'deny' ? { reason: 'Not needed any more.' } : {};
  return {
    ...base,
    path: `/requests/${id}/decisions`,
    headers: { 'content-type': 'application/json' },
    pathParameters: { id },
    body: JSON.stringify({ verdict, digest, ...reason }),
    requestContext: { accountId, identity: { userArn: caller } },
  };
}

/** A signed form post of Slack's as API Gateway hands it over. */
export function interaction(body: string, headers: Record<string, string>): ApiEvent {
  return { ...base, path: '/slack/interactions', headers, body };
}
