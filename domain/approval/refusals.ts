import type { Actor } from '../trail/events.ts';
import type { Request } from '../trail/request.ts';

/** Enough to see that somebody tries. A trail is read whole for every decision: nobody may make it long for others. */
export const maxRefusals = 20;

/**
 * Whether the trail must say that somebody was refused: while a request waits, once a person, of twenty people at most.
 * `whoIs` tells people apart; whoever can choose a new name each time is one.
 */
export function mustRecordRefusal(
  { status, refused }: Pick<Request, 'status' | 'refused'>,
  actor: Actor,
  whoIs: (actor: Actor) => string,
): boolean {
  if (status !== 'pending' || refused.length >= maxRefusals) return false;
  return refused.every((earlier) => whoIs(earlier) !== whoIs(actor));
}
