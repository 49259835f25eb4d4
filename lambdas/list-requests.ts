import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { partitionPattern } from '../domain/aws/partitions.ts';
import type { ApiEvent } from './http/api-event.ts';
import { pageAnswer, pageQuery, queryOf } from './http/page.ts';
import { serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { workLists } from './store/work-lists.ts';

type Clients = { dynamodb: Pick<DynamoDBClient, 'send'> };

/**
 * The ARN of a principal that can sign a request, or what people call it: the name of a session or a user, 2 to 64 of
 * these characters (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, `RoleSessionName`; a
 * user's name may have one).
 */
const requester = z
  .string()
  .regex(
    new RegExp(
      `^(?:[\\w+=,.@-]{1,64}|arn:${partitionPattern}:(?:iam|sts)::\\d{12}:(?:root|(?:user|assumed-role|federated-user)/[!-~]{1,2000}))$`,
    ),
    'Send the ARN of an IAM principal, or the name of its session or user, such as alice@example.com.',
  );

const query = z.strictObject({ ...pageQuery, requester: requester.optional() });

/** `GET /requests`: newest first, from the work index. */
export async function listRequests(event: ApiEvent, context: Context<'list-requests', Clients>) {
  const { status, requester, limit = 25, cursor: before } = queryOf(event, query);
  return pageAnswer(await workLists(context).list({ status, requester, limit, before }));
}

export const handler = serveRoute('list-requests', () => ({ dynamodb: new DynamoDBClient() }), listRequests);
