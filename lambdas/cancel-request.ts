import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { cancel } from '../domain/trail/transitions.ts';
import { viewOf } from '../domain/view.ts';
import type { ApiEvent } from './http/api-event.ts';
import { callerOf, json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';
import { resume } from './workflow/workflow.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'>; states: Pick<SFNClient, 'send'> };

/** `POST /requests/{id}/cancel`: the requester takes the request back; the workflow ends and settles the card. */
export async function cancelRequest(event: ApiEvent, context: Context<'cancel-request', Clients>) {
  const id = requestIdOf(event);
  const caller = callerOf(event);
  const at = context.now();
  const row = await workIndex(context).expectVisit(id, at);
  const advance = await auditTrail(context).advance(id, (request) => cancel(request, caller, at));
  if (!advance) throw noSuchRequest(id);
  if (row?.taskToken) {
    await resume(context.clients.states, row.taskToken, advance.request.status).catch((error: unknown) =>
      context.log.warn('Left to the reconciler', { requestId: id, error }),
    );
  }
  return json(200, viewOf(advance.request));
}

export const handler = serveRoute(
  'cancel-request',
  () => ({ dynamodb: new DynamoDBClient(), states: new SFNClient() }),
  cancelRequest,
);
