import { openApi } from '../domain/openapi/document.ts';
import type { ApiEvent } from './http/api-event.ts';
import { header, json, serveRoute } from './http/route.ts';

/** `GET /openapi.json`: this API's description, from the schemas that the handlers parse with. */
export async function getOpenApi(event: ApiEvent) {
  return json(200, openApi(addressOf(event)));
}

/**
 * The address that a request was sent to. API Gateway's own begins with the stage's name, a domain of one's own does
 * not (https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html).
 */
function addressOf(event: ApiEvent): string {
  const host = header(event, 'host') ?? '';
  if (!/^[\w.-]+(:\d+)?$/.test(host)) return '/';
  const scheme = header(event, 'x-forwarded-proto') === 'http' ? 'http' : 'https';
  const { stage } = event.requestContext;
  return `${scheme}://${host}${host.includes('.execute-api.') && stage ? `/${stage}` : ''}`;
}

export const handler = serveRoute('get-openapi', () => ({}), getOpenApi);
