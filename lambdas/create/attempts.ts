import { isThrottled } from '../../domain/aws/failures.ts';
import { afterThrottle } from '../../domain/aws/lane.ts';
import { TransientFailure } from '../../domain/errors.ts';
import { addMilliseconds } from '../../domain/time.ts';
import type { Actor } from '../../domain/trail/events.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import type { Execution } from './execution.ts';

const executorActor: Actor = { kind: 'system', id: 'executor' };

/** All that was sent of an attempt was throttled, so that nothing was executed. */
export class CreationThrottled extends TransientFailure {
  /** When the attempt was recorded. */
  readonly attemptedAt: string;

  constructor(operation: string, attemptedAt: string) {
    super(`${operation} is throttled`);
    this.attemptedAt = attemptedAt;
  }
}

/** Seconds in which an attempt may be sent after it was recorded. */
const maxSending = 15;

/**
 * Sends until it is not throttled, for as long as the attempt on record says of itself: an executor after this one looks
 * for what it may have created `settleSeconds` after that record, so that nothing is sent later than half of these. Throws
 * CreationThrottled after that: it takes another record, and all that stands in the way is asked again.
 */
export async function sendInTurn<Target>(execution: Execution<Target>): Promise<string | undefined> {
  const { creation, call, context, attemptedAt = context.now() } = execution;
  const seconds = Math.min(maxSending, context.configuration.settleSeconds / 2);
  const until = addMilliseconds(attemptedAt, seconds * 1000);
  do {
    try {
      return await creation.send(call, context.clients.target);
    } catch (error) {
      if (!isThrottled(error)) throw error;
    }
    await context.sleep(afterThrottle(context));
  } while (context.now() < until);
  throw new CreationThrottled(call.operation, attemptedAt);
}

/**
 * Waits until the resource of an earlier attempt had time to show, and claims the next attempt, so that there is one
 * executor at a time.
 */
export async function claim<Target>(execution: Execution<Target>): Promise<Execution<Target>> {
  const { request, call, name, context } = execution;
  const last = request.attempts.at(-1);
  const at = context.now();
  if (last && at < addMilliseconds(last.at, context.configuration.settleSeconds * 1000)) {
    throw new TransientFailure(`An attempt of ${last.at} may still show`);
  }
  const draft = { type: 'creation.attempted' as const, actor: executorActor, at };
  const detail = { operation: call.operation, execution: name };
  const { seq, hash } = await auditTrail(context)
    .append(request.id, { ...draft, detail }, request.head)
    .catch((error: unknown) => {
      throw error instanceof AppendConflict ? new TransientFailure('Another executor is at work') : error;
    });
  return { ...execution, attemptedAt: at, request: { ...request, head: { length: seq, hash } } };
}
