import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { likelyTypos } from '../domain/likely-typos.ts';
import type { ServiceCatalogue } from '../domain/policy/catalogue.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Actor } from '../domain/trail/events.ts';
import type { Request } from '../domain/trail/request.ts';
import { beside } from './beside.ts';
import type { ApiEvent } from './http/api-event.ts';
import { Problem } from './http/problems.ts';
import { callerOf, header, json, serveRoute } from './http/route.ts';
import { invalidBody, judge, type SubmittedBody, submittedBody } from './http/submission.ts';
import type { Context } from './serve.ts';
import { AppendConflict, auditTrail } from './store/audit-trail.ts';
import { shownOf } from './store/listing.ts';
import { workIndex } from './store/work-index.ts';
import { workflow } from './workflow/workflow.ts';

interface Clients {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  states: Pick<SFNClient, 'send'>;
  /** Every action there is, by name alone. */
  services: () => ServiceCatalogue;
}
type Submission = SubmittedBody & { id: string; requester: Actor };

/** `POST /requests`: the work-index row first, then event 1, then the workflow; each can be repeated. */
export async function submitRequest(event: ApiEvent, context: Context<'submit-request', Clients>) {
  const requester = callerOf(event);
  const key = idempotencyKey(event);
  const body = submittedBody(event);
  const id = key === undefined ? context.newId() : idFromKey(requester, key);
  const request = await record({ ...body, id, requester }, context);
  if (request.status === 'submitted') await start(request, context);
  const { type, status, digest, createdAt } = request;
  const warnings = likelyTypos(request, context.clients.services());
  const accepted = { id, type, status, digest, createdAt, ...(warnings.length > 0 && { warnings }) };
  return json(202, accepted, { location: `/requests/${id}` });
}

/** A request that is in the trail is accepted: the reconciler starts what could not be started now. */
async function start(request: Pick<Request, 'id' | 'type'>, context: Context<'submit-request', Clients>) {
  await workflow(context)
    .start(request)
    .catch((error: unknown) => context.log.warn('Left to the reconciler', { requestId: request.id, error }));
}

/** Event 1, ours or the one that an earlier submission with this Idempotency-Key left. */
async function record(submission: Submission, context: Context<'submit-request', Clients>) {
  const { id, requester } = submission;
  const trail = auditTrail(context);
  const submitted = judge(submission, requester, placeOf(id, context));
  if (!submitted.ok) {
    const earlier = await trail.load(id);
    if (earlier) return same(earlier, submission);
    throw invalidBody(submitted.problems);
  }
  const createdAt = context.now();
  const row = { id, type: submitted.detail.type, requester: requester.id, createdAt };
  if (await workIndex(context).open(row, shownOf(submitted.detail), addMilliseconds(createdAt, 60_000))) {
    const draft = {
      type: 'request.submitted' as const,
      actor: requester,
      at: createdAt,
      detail: submitted.detail,
    };
    try {
      await trail.append(id, draft);
      return { id, status: 'submitted' as const, createdAt, ...submitted.detail };
    } catch (error) {
      if (!(error instanceof AppendConflict)) throw error;
    }
  }
  const earlier = await trail.load(id);
  if (!earlier) throw new TypeError(`The work index knows ${id}, the trail does not`);
  return same(earlier, submission);
}

/** What a body is judged by. */
function placeOf(requestId: string, { environment, configuration }: Context<'submit-request', Clients>) {
  const { ACCOUNT_ID: account, AWS_REGION: region } = environment;
  return { requestId, account, region, ...configuration };
}

function same(earlier: Request, { hash }: Submission): Request {
  if (earlier.bodyHash === hash) return earlier;
  throw new Problem(
    'idempotency-key-reused',
    `This Idempotency-Key belongs to request ${earlier.id}, which was submitted with another body.`,
  );
}

function idempotencyKey(event: ApiEvent): string | undefined {
  const key = header(event, 'idempotency-key');
  if (key === undefined || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new Problem('invalid-fields', 'The header Idempotency-Key is not usable.', [
    { pointer: '/Idempotency-Key', code: 'pattern', detail: 'Send 1 to 255 printable ASCII characters.' },
  ]);
}

/** The same principal and key always give the same id (a UUID of version 8, RFC 9562), so event 1 is the record. */
function idFromKey({ id }: Actor, key: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, key]))
    .digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** By service, names behind each other: thousands of strings less to read when a function starts. */
const actionsSchema = z
  .record(z.string(), z.string())
  .transform((names) =>
    Object.fromEntries(
      Object.entries(names).map(([service, actions]) => [service, { actions: actions.split(' ') }]),
    ),
  );

export const handler = serveRoute(
  'submit-request',
  () => ({
    dynamodb: new DynamoDBClient(),
    states: new SFNClient(),
    services: beside('./actions.json', actionsSchema),
  }),
  submitRequest,
);
