import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { partitionPattern } from '../domain/aws/partitions.ts';
import { parseFields } from '../domain/field-problems.ts';
import { statuses } from '../domain/trail/request.ts';
import type { ApiEvent } from './http/api-event.ts';
import { Problem } from './http/problems.ts';
import { json, serveRoute } from './http/route.ts';
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

/** A cursor is the place of the last item in the list, in base64url. */
const cursor = z
  .string()
  .max(200)
  .transform((text) => Buffer.from(text, 'base64url').toString('utf8'))
  .refine((place) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f-]{36}$/.test(place), {
    message: 'Take the cursor from `nextCursor` of the page before, unchanged.',
    params: { code: 'invalid-cursor' },
  });

const query = z.strictObject({
  status: z.enum(statuses).optional(),
  requester: requester.optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'A page has 1 to 100 items.')
    .transform(Number)
    .optional(),
  cursor: cursor.optional(),
});

/** `GET /requests`: newest first, from the work index. */
export async function listRequests(event: ApiEvent, context: Context<'list-requests', Clients>) {
  const parsed = parseFields(query, event.queryStringParameters ?? {}, '');
  if (!parsed.ok)
    throw new Problem('invalid-fields', 'Some query parameters are not usable.', parsed.problems);
  const { status, requester, limit = 25, cursor: before } = parsed.value;
  const { items, next } = await workLists(context).list({ status, requester, limit, before });
  return json(200, { items, ...(next && { nextCursor: Buffer.from(next).toString('base64url') }) });
}

export const handler = serveRoute('list-requests', () => ({ dynamodb: new DynamoDBClient() }), listRequests);
