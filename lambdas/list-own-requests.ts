import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ApiEvent } from './http/api-event.ts';
import { pageAnswer, pageQuery, queryOf } from './http/page.ts';
import { callerOf, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { workLists } from './store/work-lists.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

const query = z.strictObject(pageQuery);

/** `GET /me/requests`: what the caller asked for, as exactly the principal that calls now; newest first. */
export async function listOwnRequests(event: ApiEvent, context: Context<'list-own-requests', Clients>) {
  const { id: requester } = callerOf(event);
  const { status, limit = 25, cursor: before } = queryOf(event, query);
  return pageAnswer(await workLists(context).ofPrincipal({ status, requester, limit, before }));
}

export const handler = serveRoute(
  'list-own-requests',
  () => ({ dynamodb: new DynamoDBClient() }),
  listOwnRequests,
);
