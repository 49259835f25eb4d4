import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { hasCode, isThrottled } from '../../domain/aws/failures.ts';
import { AbsenceUnproven, RemovalFailed, TransientFailure } from '../../domain/errors.ts';
import type { Reading } from '../../domain/request-types/reading.ts';
import { maxRemovalRetries, type Removal, remainderOf } from '../../domain/request-types/removal.ts';
import { addMilliseconds } from '../../domain/time.ts';
import { verifyChain } from '../../domain/trail/chain.ts';
import { fold } from '../../domain/trail/fold.ts';
import type { Request } from '../../domain/trail/request.ts';
import { undoDueAt, undoFailed, undone } from '../../domain/trail/undoing.ts';
import type { RemoverName } from '../environment.ts';
import type { Context } from '../serve.ts';
import { auditTrail } from '../store/audit-trail.ts';
import { step } from '../workflow/step.ts';

export interface RemoverClients<Target> {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  /** The service that the resource is of; `maxAttempts: 1`, so that each send is ours to judge. */
  target: Target;
}
export type RemoverContext<Target> = Context<RemoverName, RemoverClients<Target>>;

const input = z.object({
  requestId: z.uuid(),
  /** When the state was entered, and how often it was tried since. */
  enteredAt: z.iso.datetime(),
  retryCount: z.int(),
});
type Order = z.output<typeof input>;

interface Removing<Target, R extends Reading> {
  request: Request;
  order: Order;
  removal: Removal<Target, R>;
  context: RemoverContext<Target>;
}

/**
 * What the "Remove …" states do: takes away what a failed creation made, by the identity that is read now, and says so in the
 * trail once nothing was seen of it for `settleSeconds`. Throws AbsenceUnproven (look again then), TransientFailure (try
 * again then) or RemovalFailed (the trail says why). No refusal is final: the reconciler starts another execution.
 */
export function remover<Target, R extends Reading>(removal: Removal<Target, R>) {
  return step(async (event: unknown, context: RemoverContext<Target>): Promise<void> => {
    const order = input.parse(event);
    const [first, ...others] = await auditTrail(context).events(order.requestId);
    if (!first) throw new RemovalFailed(`There is no request ${order.requestId}`);
    if (!verifyChain([first, ...others]).valid) {
      context.metrics.count('TrailsDamaged');
      throw new RemovalFailed('The trail is not as it was written: nothing is removed by its word.');
    }
    const request = fold([first, ...others]);
    const dueAt = undoDueAt(request);
    if (dueAt === undefined) return;
    if (context.now() < dueAt) throw new TransientFailure(`Something may still be created until ${dueAt}`);
    await takeAway({ request, order, removal, context });
  });
}

async function takeAway<Target, R extends Reading>(removing: Removing<Target, R>): Promise<void> {
  const { request, order, removal, context } = removing;
  const { target } = context.clients;
  const reading = await removal.read(request, target).catch((error: unknown) => judge(error, removing));
  const remainder = remainderOf(request, reading);
  if (remainder.kind === 'absent') {
    const provenAt = addMilliseconds(order.enteredAt, context.configuration.settleSeconds * 1000);
    if (context.now() < provenAt) throw new AbsenceUnproven(`What was removed may show until ${provenAt}`);
    const removed = [request.summary.resource];
    await auditTrail(context).advance(request.id, (current) => undone(current, removed, context.now()));
    return;
  }
  if (remainder.kind === 'untagged') {
    const message = `${remainder.reading.arn} does not carry the tag of this request any more, so that nobody can tell whether it is what this request made.`;
    return fail({ code: 'untagged', message }, remainder.reading, removing);
  }
  const planned = removal.removal(remainder.reading);
  if ('blocked' in planned) return fail(planned.blocked, remainder.reading, removing);
  for (const call of planned.operations) {
    await removal.send(call, target).catch((error: unknown) => judge(error, removing, remainder.reading));
  }
  throw new AbsenceUnproven(`${remainder.reading.arn} was removed just now`);
}

/** What there is no more is what was wanted. */
const missing = ['NoSuchEntity', 'ResourceNotFoundException', 'UnknownResourceException'];
/** Not yet, or not at this moment: what was taken away before may still be seen elsewhere. */
const passing = ['DeleteConflict', 'ConcurrentModification', 'ServiceFailure'];

/** What a refusal means: done, to be tried again, or to be told. The last of some tries is told in any case. */
async function judge<Target, R extends Reading>(
  error: unknown,
  removing: Removing<Target, R>,
  reading?: R,
): Promise<undefined> {
  if (missing.some((code) => hasCode(error, code))) return undefined;
  const mayPass = isThrottled(error) || !isRefusal(error) || passing.some((code) => hasCode(error, code));
  if (mayPass && removing.order.retryCount < maxRemovalRetries) throw new TransientFailure(String(error));
  const code = error instanceof Error ? error.name : 'Unknown';
  return fail({ code, message: String(error).slice(0, 1000).toWellFormed() }, reading, removing);
}

/** An answer of 4xx; everything else may have taken effect, or never arrived. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return false;
  const status: unknown = Reflect.get(Object(error.$metadata), 'httpStatusCode');
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** Says once a reason what remains and why. */
async function fail<Target, R extends Reading>(
  reason: { code: string; message: string },
  reading: R | undefined,
  { request, removal, context }: Removing<Target, R>,
): Promise<never> {
  const left = await removal.read(request, context.clients.target).catch(() => reading);
  const remains = left ? removal.parts(left) : [request.summary.resource];
  const advance = await auditTrail(context).advance(request.id, (current) =>
    undoFailed(current, { reason, remains }, context.now()),
  );
  // An attempt that says nothing new counts as well: the alarm stays until it is gone.
  if (!advance?.appended) context.metrics.count('UndoFailed');
  throw new RemovalFailed(reason.message);
}
