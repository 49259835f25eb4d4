import type { QueryName, Route, routes } from '../routes.ts';
import { statuses } from '../trail/request.ts';

type HeaderName = NonNullable<(typeof routes)[number]['headers']>[number];

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of a request.',
  schema: { type: 'string', format: 'uuid' },
};

/** The parameters that a route's path names. */
export function pathParameters(route: Route) {
  return route.includes('{id}') ? [id] : [];
}

const query = (name: QueryName, description: string, schema: object) => {
  return { name, in: 'query', required: false, description, schema };
};

/** What a query may say. */
export const queries = {
  status: query('status', 'Only requests that stand so.', { enum: statuses }),
  requester: query(
    'requester',
    'Only requests of this principal: an ARN, or the name of a session or user, such as `alice@example.com`.',
    { type: 'string' },
  ),
  limit: query('limit', 'How many requests a page has.', {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 25,
  }),
  cursor: query('cursor', '`nextCursor` of the page before, unchanged.', { type: 'string' }),
} satisfies Record<QueryName, object>;

/** What a header may say. */
export const headers = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key and body give the same request, however often it is sent.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
} satisfies Record<HeaderName, object>;
