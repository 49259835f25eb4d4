import * as z from 'zod';
import { parseFields } from '../../domain/field-problems.ts';
import { type FieldProblem, pointerTo } from '../../domain/problem.ts';
import { statuses } from '../../domain/trail/request.ts';
import type { ApiAnswer, ApiEvent } from './api-event.ts';
import { Problem } from './problems.ts';
import { json } from './route.ts';

/** A cursor is the place of the last item in the list, in base64url. */
const cursor = z
  .string()
  .max(200)
  .transform((text) => Buffer.from(text, 'base64url').toString('utf8'))
  .refine((place) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f-]{36}$/.test(place), {
    message: 'Take the cursor from `nextCursor` of the page before, unchanged.',
    params: { code: 'invalid-cursor' },
  });

/** What the query of every list may say. */
export const pageQuery = {
  status: z.enum(statuses).optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'A page has 1 to 100 items.')
    .transform(Number)
    .optional(),
  cursor: cursor.optional(),
};

/** The query of a list. Throws Problem, with everything that is wrong with it. */
export function queryOf<Query>(event: ApiEvent, schema: z.ZodType<Query>): Query {
  const parsed = parseFields(schema, event.queryStringParameters ?? {}, '');
  const twice = repeated(event);
  if (parsed.ok && twice.length === 0) return parsed.value;
  const others = (parsed.ok ? [] : parsed.problems).filter(
    ({ pointer }) => !twice.some((each) => each.pointer === pointer),
  );
  throw new Problem('invalid-fields', 'Some query parameters are not usable.', [...twice, ...others]);
}

/** Each is one value: a list by the last of several would look like a list by all of them. */
function repeated({ multiValueQueryStringParameters }: ApiEvent): FieldProblem[] {
  return Object.entries(multiValueQueryStringParameters ?? {})
    .filter(([, values = []]) => values.length > 1)
    .map(([name, values = []]) => ({
      pointer: pointerTo('', name),
      code: 'repeated',
      detail: `Send ${name} once; it came ${values.length} times. For several values, ask once for each.`,
    }));
}

/** The answer of a list: a page, and where the next begins if there may be more. */
export function pageAnswer({ items, next }: { items: unknown[]; next: string | undefined }): ApiAnswer {
  return json(200, { items, ...(next && { nextCursor: Buffer.from(next).toString('base64url') }) });
}
