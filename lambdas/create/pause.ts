import { CreationPaused, TransientFailure } from '../../domain/errors.ts';
import { goOn, pause } from '../../domain/trail/transitions.ts';
import { AppendConflict, auditTrail } from '../store/audit-trail.ts';
import type { Execution } from './execution.ts';

/** Says in the trail, once, that the kill switch holds this creation back. Throws CreationPaused. */
export async function holdBack<Target>({ request, killSwitch, context }: Execution<Target>): Promise<never> {
  if (!request.paused) {
    await auditTrail(context).advance(request.id, (current) => pause(current, killSwitch, context.now()));
  }
  throw new CreationPaused(`Creation is paused by ${killSwitch.parameter}, version ${killSwitch.version}`);
}

/**
 * Says that a creation goes on which was paused, and returns the execution behind that event. Throws TransientFailure
 * if another executor is at work.
 */
export async function release<Target>(execution: Execution<Target>): Promise<Execution<Target>> {
  const { request, killSwitch, context } = execution;
  const draft = goOn(request, killSwitch, context.now());
  if (!draft) return execution;
  const { seq, hash } = await auditTrail(context)
    .append(request.id, draft, request.head)
    .catch((error: unknown) => {
      throw error instanceof AppendConflict ? new TransientFailure('Another executor is at work') : error;
    });
  return { ...execution, request: { ...request, paused: undefined, head: { length: seq, hash } } };
}
