import type { AnswerName } from './schemas.ts';

/** The good answer of a route, and the statuses it may refuse with besides 403 and 429. */
export function answers(status: number, schema: AnswerName, ...refusals: number[]) {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { [status]: { description: schema, content }, ...problems(...refusals, 403, 429) };
}

/** What passes by itself says when to come again. */
const passing: ReadonlySet<number> = new Set([429, 503]);
const retryAfter = {
  'Retry-After': { description: 'In how many seconds to come again', schema: { type: 'integer' } },
};

/** Refusals, each as problem+json (RFC 9457). */
export function problems(...statusCodes: number[]) {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } };
  return Object.fromEntries(
    statusCodes.map((status) => [
      status,
      { description: 'See `detail`', content, ...(passing.has(status) && { headers: retryAfter }) },
    ]),
  );
}
