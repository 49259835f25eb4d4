import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApi } from '../../domain/openapi/document.ts';
import type { Route } from '../../domain/routes.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openApi('http://127.0.0.1'), 'openapi');

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What an answer of a route is otherwise than the OpenAPI document says; nothing where it is as described. */
export function undescribed(route: Route, { status, headers, body }: Answer): string[] {
  const [method = '', path = ''] = route.split(' ');
  const place = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content'];
  const schema = [...place, headers['content-type'] ?? '', 'schema'];
  const pointer = schema.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  let validate: ReturnType<typeof ajv.getSchema>;
  try {
    validate = ajv.getSchema(`openapi#/${encodeURI(pointer)}`);
  } catch {
    validate = undefined;
  }
  if (!validate) return [`${route} is not described as answering ${status} ${headers['content-type']}`];
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${route}: ${instancePath} ${message}`);
}
