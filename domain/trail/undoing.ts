import { maxCreationSeconds } from '../request-types/creation-time.ts';
import { addMilliseconds } from '../time.ts';
import type { Actor, Draft, EventDetail } from './events.ts';
import type { Request } from './request.ts';

const remover: Actor = { kind: 'system', id: 'remover' };

/**
 * Whether a failure leaves something that was made: of the operations of a plan, one after the first was refused, or not
 * sent any more. What differs from the plan, somebody else has had a hand in: that is left alone.
 */
export function leavesHalf(
  { plan }: Pick<Request, 'plan'>,
  { operation, reason }: EventDetail<'resource.failed'>,
): boolean {
  return operation !== undefined && operation !== plan[0]?.operation && reason.code !== 'differs';
}

/**
 * From when what was half made may be removed, ISO 8601: by then no creating function that was at work when the failure was
 * recorded sends anything any more. Undefined where nothing is to be removed.
 */
export function undoDueAt({ undo, type }: Pick<Request, 'undo' | 'type'>): string | undefined {
  return undo && addMilliseconds(undo.since, maxCreationSeconds[type] * 1000);
}

/** The event that says that nothing is left of what was half made; undefined if that is known already. */
export function undone({ undo }: Request, removed: string[], at: string): Draft | undefined {
  return undo && { type: 'creation.undone', actor: remover, at, detail: { removed } };
}

/** The event that says why what was half made is still there; undefined if the same reason is known already. */
export function undoFailed(
  { undo }: Request,
  detail: EventDetail<'creation.undo-failed'>,
  at: string,
): Draft | undefined {
  if (!undo || undo.problem?.reason.code === detail.reason.code) return undefined;
  return { type: 'creation.undo-failed', actor: remover, at, detail };
}
