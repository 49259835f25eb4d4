import { createHash } from 'node:crypto';
import type { Trail } from './answers.ts';

/**
 * Canonical JSON (RFC 8785), written out once more here: ECMAScript's own JSON with the members of every object
 * sorted by UTF-16 code units.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** What an auditor without our code would compute: the hash of every event from what the API answered. */
export function recomputed({ events }: Trail): { valid: boolean; length: number; head: string } {
  let head = '0'.repeat(64);
  let valid = true;
  for (const [index, { hash, ...event }] of events.entries()) {
    const fits = event.seq === index + 1 && event.previousHash === head && sha256(canonical(event)) === hash;
    valid &&= fits;
    head = hash;
  }
  return { valid, length: events.length, head };
}
