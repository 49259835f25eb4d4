import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { viewOf } from '../domain/view.ts';
import type { ApiEvent } from './http/api-event.ts';
import { json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

/** `GET /requests/{id}`: one request, folded from its events. */
export async function getRequest(event: ApiEvent, context: Context<'get-request', Clients>) {
  const id = requestIdOf(event);
  const request = await auditTrail(context).load(id);
  if (!request) throw noSuchRequest(id);
  return json(200, viewOf(request));
}

export const handler = serveRoute('get-request', () => ({ dynamodb: new DynamoDBClient() }), getRequest);
