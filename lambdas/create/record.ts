import { CreateRefused } from '../../domain/errors.ts';
import type { Sighting } from '../../domain/request-types/request-type.ts';
import type { Actor, Draft } from '../../domain/trail/events.ts';
import { isTerminal, type Request } from '../../domain/trail/request.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import type { CreatorContext, Execution } from './execution.ts';

const executorActor: Actor = { kind: 'system', id: 'executor' };

type Found = Extract<Sighting, { kind: 'ours' }>;
type Reason = { code: string; message: string };
type Failure =
  | { type: 'creation.refused'; reason: Reason }
  | { type: 'resource.failed'; operation: string; reason: Reason };

/** Records the resource as it was read back; one that is not as planned is a failure that names the difference. */
export async function recordFound<Target>(
  { request, call, context }: Execution<Target>,
  { arn, properties, differences }: Found,
  type: 'resource.created' | 'resource.adopted',
): Promise<void> {
  const { operation } = call;
  if (differences.length > 0) {
    const message = `${arn} exists, but differs from the plan in ${differences.join(', ')}.`;
    return recordFailure(
      request,
      { type: 'resource.failed', operation, reason: { code: 'differs', message } },
      context,
    );
  }
  await append(
    request,
    { type, actor: executorActor, at: context.now(), detail: { arn, operation, resource: properties } },
    context,
  );
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
