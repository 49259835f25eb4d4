import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { verifyChain } from '../domain/trail/chain.ts';
import type { ApiEvent } from './http/api-event.ts';
import { json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { eventIn, plainOf } from './store/trail-items.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

/**
 * `GET /requests/{id}/audit`: each event exactly as it was hashed, and whether the chain holds. Of a trail that was
 * changed behind our back, what is there now: this is where somebody looks for what happened.
 */
export async function getAuditTrail(event: ApiEvent, context: Context<'get-audit-trail', Clients>) {
  const id = requestIdOf(event);
  const items = await auditTrail(context).items(id);
  if (items.length === 0) throw noSuchRequest(id);
  const events = items.flatMap((item) => eventIn(item) ?? []);
  const { valid, head } = verifyChain(events);
  const chain = { valid: valid && events.length === items.length, length: items.length, head };
  if (!chain.valid) {
    context.metrics.count('TrailsDamaged');
    context.log.error('The trail was changed', { requestId: id, readable: events.length, chain });
  }
  return json(200, { events: items.map((item) => eventIn(item) ?? plainOf(item)), chain });
}

export const handler = serveRoute(
  'get-audit-trail',
  () => ({ dynamodb: new DynamoDBClient() }),
  getAuditTrail,
);
