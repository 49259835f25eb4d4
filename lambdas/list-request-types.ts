import * as z from 'zod';
import { requestTypeNames } from '../domain/request-types/names.ts';
import { submissions } from '../domain/request-types/registry.ts';
import { json, serveRoute } from './http/route.ts';

/** `GET /request-types`: what can be asked for, with the JSON Schema of each type's parameters and an example. */
export async function listRequestTypes() {
  const types = requestTypeNames.map((type) => ({
    type,
    title: submissions[type].title,
    schema: z.toJSONSchema(submissions[type].parameters, { io: 'input', unrepresentable: 'any' }),
    example: { type, ...submissions[type].example },
  }));
  return json(200, { types });
}

export const handler = serveRoute('list-request-types', () => ({}), listRequestTypes);
