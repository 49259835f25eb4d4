import type { ApiAnswer, ApiEvent } from '../../lambdas/http/api-event.ts';
import { principals } from './people.ts';

/** What API Gateway's proxy integration sends, with some parts replaced. */
export function apiEvent(parts: Partial<ApiEvent> & { caller?: string } = {}): ApiEvent {
  const { caller = principals.alice, ...rest } = parts;
  return {
    path: '/requests',
    headers: { 'Content-Type': 'application/json' },
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { accountId: '111122223333', identity: { userArn: caller } },
    ...rest,
  };
}

/** An answer with its body parsed. */
export function read(answer: ApiAnswer) {
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
}
