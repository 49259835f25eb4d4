import { openApi } from '../domain/openapi/document.ts';
import { json, serveRoute } from './http/route.ts';

/** `GET /openapi.json`: this API's description, from the schemas that the handlers parse with. */
export async function getOpenApi() {
  return json(200, openApi());
}

export const handler = serveRoute('get-openapi', () => ({}), getOpenApi);
