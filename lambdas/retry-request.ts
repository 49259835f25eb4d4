import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Request } from '../domain/trail/request.ts';
import { retry } from '../domain/trail/transitions.ts';
import { viewOf } from '../domain/view.ts';
import type { ApiEvent } from './http/api-event.ts';
import { callerOf, json, noSuchRequest, requestIdOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { workIndex } from './store/work-index.ts';
import { workflow } from './workflow/workflow.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'>; states: Pick<SFNClient, 'send'> };

/** `POST /requests/{id}/retry`: a failed creation once more, by its requester, on the approvals it has. */
export async function retryRequest(event: ApiEvent, context: Context<'retry-request', Clients>) {
  const id = requestIdOf(event);
  const caller = callerOf(event);
  const at = context.now();
  const index = workIndex(context);
  await index.expectVisit(id, at);
  const advance = await auditTrail(context).advance(id, (request) => retry(request, caller, at));
  if (!advance) throw noSuchRequest(id);
  await index.set(id, { outcomeTold: undefined });
  await startNext(advance.request, context).catch((error: unknown) =>
    context.log.warn('Left to the reconciler', { requestId: id, error }),
  );
  return json(200, viewOf(advance.request));
}

async function startNext(request: Request, context: Context<'retry-request', Clients>): Promise<void> {
  const flow = workflow(context);
  const latest = await flow.latest(request.id);
  await flow.start(request, (latest?.ordinal ?? 0) + 1);
}

export const handler = serveRoute(
  'retry-request',
  () => ({ dynamodb: new DynamoDBClient(), states: new SFNClient() }),
  retryRequest,
);
