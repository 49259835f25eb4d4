import * as z from 'zod';
import { parseFields } from '../../domain/field-problems.ts';
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
export function queryOf<Query>({ queryStringParameters }: ApiEvent, schema: z.ZodType<Query>): Query {
  const parsed = parseFields(schema, queryStringParameters ?? {}, '');
  if (parsed.ok) return parsed.value;
  throw new Problem('invalid-fields', 'Some query parameters are not usable.', parsed.problems);
}

/** The answer of a list: a page, and where the next begins if there may be more. */
export function pageAnswer({ items, next }: { items: unknown[]; next: string | undefined }): ApiAnswer {
  return json(200, { items, ...(next && { nextCursor: Buffer.from(next).toString('base64url') }) });
}
