import type { Finding } from '../finding.ts';

const hour = 3_600;

/** Longer than half a working day, and longer than a whole one. */
const longFrom = 4 * hour;
const veryLongFrom = 8 * hour;

/**
 * A finding about sessions that stay valid long after they were needed, since nobody can end a session early
 * without cutting off everyone who uses the role: over 4 hours `low`, over 8 hours `medium`.
 * Takes the seconds of MaxSessionDuration or durationSeconds (AWS accepts 12 hours at most; a role session that
 * another role takes ends after one hour whatever is set) and where they stand.
 */
export function sessionDurationFindings(seconds: number, pointer: string): Finding[] {
  if (!(seconds > longFrom)) return [];
  const hours = Math.round((seconds / hour) * 10) / 10;
  const message = `A session stays valid for ${hours} hours, also when what it was needed for is done or its keys are stolen.`;
  return [{ code: 'LONG_SESSION', severity: seconds > veryLongFrom ? 'medium' : 'low', pointer, message }];
}
