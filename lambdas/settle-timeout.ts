import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Status } from '../domain/trail/request.ts';
import { expireUndecided } from '../domain/trail/transitions.ts';
import { type Context, serve } from './serve.ts';
import { auditTrail } from './store/audit-trail.ts';
import { step } from './workflow/step.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

const input = z.object({ requestId: z.uuid() });

/**
 * State "Settle timeout": Step Functions gave up waiting. Expires the request if that is due, and obeys the trail
 * if a decision came first: `pending` goes back to Request approval.
 */
export const settleTimeout = step(async (event: unknown, context: Context<'settle-timeout', Clients>) => {
  const { requestId } = input.parse(event);
  const advance = await auditTrail(context).advance(requestId, (request) =>
    expireUndecided(request, context.now(), 'settle-timeout'),
  );
  if (!advance) throw new TypeError(`There is no request ${requestId}`);
  return { status: advance.request.status satisfies Status };
});

export const handler = serve('settle-timeout', () => ({ dynamodb: new DynamoDBClient() }), settleTimeout);
