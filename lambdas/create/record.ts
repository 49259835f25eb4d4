import { CreateRefused, TransientFailure } from '../../domain/errors.ts';
import { deviationsIn, deviationText } from '../../domain/request-types/difference.ts';
import type { Sighting } from '../../domain/request-types/reading.ts';
import type { Actor, Draft } from '../../domain/trail/events.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import type { CreatorContext, Execution } from './execution.ts';

const executorActor: Actor = { kind: 'system', id: 'executor' };

export type Found = Extract<Sighting, { kind: 'ours' }>;
/** Adopted is what an earlier attempt created. */
export type CreationType = 'resource.created' | 'resource.adopted';
type Reason = { code: string; message: string };
type Failure =
  | { type: 'creation.refused'; reason: Reason }
  | { type: 'resource.failed'; operation: string; reason: Reason };

/** Whether nothing stands between what is there and the plan but operations that are still to be sent. */
export function isUnfinished({ difference }: Found): boolean {
  return (
    difference.operations.length > 0 && difference.extra.length === 0 && difference.irreparable.length === 0
  );
}

/**
 * Records the resource as it was read back; one that is not as planned is a failure that names the difference. Throws
 * TransientFailure while something is missing that can still be sent, or still show.
 */
export async function recordFound<Target>(
  { request, call, context }: Execution<Target>,
  found: Found,
  type: CreationType,
): Promise<void> {
  const { reading, difference } = found;
  const { operation } = call;
  if (isUnfinished(found))
    throw new TransientFailure(`${reading.arn} does not show ${differencesOf(found)} yet`);
  if (deviationsIn(difference).length > 0) {
    const message = `${reading.arn} exists, but differs from the plan in ${differencesOf(found)}.`;
    return recordFailure(
      request,
      { type: 'resource.failed', operation, reason: { code: 'differs', message } },
      context,
    );
  }
  const { arn, id, properties } = reading;
  const detail = { arn, ...(id !== undefined && { resourceId: id }), operation, resource: properties };
  await append(request, { type, actor: executorActor, at: context.now(), detail }, context);
}

/** What is not as planned, in words. */
export function differencesOf({ difference }: Found): string {
  return deviationsIn(difference).map(deviationText).join(', ');
}

/** Records a definite refusal, then throws CreateRefused for the workflow. */
export async function recordFailure<Target>(
  request: Request,
  { type, ...detail }: Failure,
  context: CreatorContext<Target>,
): Promise<never> {
  const about = { actor: executorActor, at: context.now() };
  const draft: Draft =
    type === 'creation.refused'
      ? { type, ...about, detail: { reason: detail.reason } }
      : { type, ...about, detail };
  await append(request, draft, context);
  throw new CreateRefused(detail.reason.message);
}

/** Behind the events as they were read, which is one call; they are read again if somebody else appended meanwhile. */
async function append<Target>(request: Request, draft: Draft, context: CreatorContext<Target>) {
  const { id, head } = request;
  const trail = auditTrail(context);
  await trail.append(id, draft, head, request).catch(async (error: unknown) => {
    if (!(error instanceof AppendConflict)) throw error;
    await trail.advance(id, ({ status }) => (isTerminal(status) ? undefined : draft));
  });
}
