export interface Period {
  /** ISO 8601; not in the period itself. */
  from: string;
  to: string;
}

const hour = 3_600_000;
/** How far back a digest looks for what arrived late: the stream gives up on a record when it is 23 hours old. */
const hoursBack = 26;
const iso = (time: number) => new Date(time).toISOString();
const hourStart = (time: number) => Math.floor(time / hour) * hour;

/**
 * The period of the digest that is to be written next, at `now`: from the end of the one before to the end of that
 * hour, if it has ended; else, and only if `unfinished` is asked for as well, to this moment. The first of all covers
 * the hour before. Undefined if there is none to write yet.
 */
export function nextPeriod(
  previousEnd: string | undefined,
  now: string,
  { unfinished }: { unfinished: boolean },
): Period | undefined {
  const present = Date.parse(now);
  const from = previousEnd === undefined ? hourStart(present) - hour : Date.parse(previousEnd);
  const end = hourStart(from) + hour;
  if (end <= present) return { from: iso(from), to: iso(end) };
  return unfinished && from < present ? { from: iso(from), to: iso(present) } : undefined;
}

/** Where a digest begins to look: the start of the first of the 26 hours that began before the period ended. */
export function lookBackFrom({ to }: Period): string {
  return iso(hourStart(Date.parse(to) - 1) - (hoursBack - 1) * hour);
}

/** Where the digests begin that may list what lies in those hours, and one more for clocks that differ. */
export function earlierDigestsFrom(period: Period): string {
  return iso(Date.parse(lookBackFrom(period)) - 2 * hour);
}

/** The first hour that a period does not reach into any more. */
export function endHour({ to }: Period): string {
  return iso(hourStart(Date.parse(to) - 1) + hour);
}

const minute = 60_000;
/** A deployment takes less; then the rule that closes digests is there. */
const deploymentTakes = 15 * minute;
/** Past each hour, as the rule of `close-digest` has it. */
const closedAt = 10 * minute;
/** A run may be tried again before it is given up. */
const closingTakes = 10 * minute;

/** When a stack that began to be there at a time closes its first digest: ten past the hour, after its deployment. */
export function firstDigestDue(createdAt: string): string {
  const deployed = Date.parse(createdAt) + deploymentTakes;
  return iso(hourStart(deployed - closedAt) + hour + closedAt);
}

/** Whether what was due at a time must be there by now. */
export function isDigestDue(due: string, now: string): boolean {
  return Date.parse(now) > Date.parse(due) + closingTakes;
}
