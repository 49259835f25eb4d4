import { addMilliseconds } from '../../domain/time.ts';
import { isSettled, type Request } from '../../domain/trail/request.ts';
import { expiryOf, nextReminderOf } from '../../domain/trail/transitions.ts';
import { undoDueAt } from '../../domain/trail/undoing.ts';

const minute = 60_000;
/** Six hours: a waiting request costs four looks a day, and whatever went wrong unseen is seen the same day. */
const maxWait = 6 * 60 * minute;

/** Ten minutes: approvers should see a card soon after Slack is back, however long it was away. */
const maxWithoutCard = 10 * minute;

/**
 * When the reconciler should look at a request again, ISO 8601; undefined if nothing is left to do.
 * `settled`: Slack shows the request as it is. `visits`: how many visits in a row saw no progress.
 */
export function nextVisit(request: Request, now: string, settled: boolean, visits = 0): string | undefined {
  if (settled && isSettled(request)) return undefined;
  const undoAt = undoDueAt(request);
  if (settled && undoAt !== undefined && undoAt > now) return undoAt;
  if (request.status !== 'pending') return nextWait(now, visits);
  const times = settled
    ? [expiryOf(request), nextReminderOf(request), addMilliseconds(now, maxWait)]
    : [expiryOf(request), nextWait(now, visits), addMilliseconds(now, maxWithoutCard)];
  return times.filter((time) => time !== undefined).sort()[0];
}

/** One minute, doubled by each visit without success, so that a poisoned request never crowds out the others. */
export function nextWait(now: string, visits: number): string {
  return addMilliseconds(now, Math.min(minute * 2 ** Math.min(visits, 20), maxWait));
}
