import type { Finding } from '../finding.ts';

/** Eight hours: a working day. Credentials that outlive it can be used by whoever finds them after hours. */
const longestUsualSeconds = 8 * 3600;

/** A finding for sessions that last longer than a working day. */
export function longSession(seconds: number, pointer: string): Finding[] {
  if (seconds <= longestUsualSeconds) return [];
  const hours = Math.round(seconds / 360) / 10;
  const message = `Sessions can last ${hours} hours: credentials that leak stay good for that long.`;
  return [{ code: 'LONG_SESSION', severity: 'medium', pointer, message }];
}
