import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { verifyChain } from '../domain/chain.ts';
import { type ApiEvent, json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

/** `GET /requests/{id}/audit`: each event exactly as it was hashed, and whether the chain holds. */
export async function getAuditTrail(event: ApiEvent, context: Context<'get-audit-trail', Clients>) {
  const id = requestIdOf(event);
  const events = await auditTrail(context).events(id);
  if (events.length === 0) throw noSuchRequest(id);
  return json(200, { events, chain: verifyChain(events) });
}

export const handler = serveRoute(
  'get-audit-trail',
  () => ({ dynamodb: new DynamoDBClient() }),
  getAuditTrail,
);
