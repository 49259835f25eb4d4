import { canonicalJson } from '../digest.ts';
import { archiveKey, hourOf } from './archive-keys.ts';

/** A row of the audit trail as JSON can carry it. */
export type Row = Readonly<Record<string, unknown>>;

/** What the stream of the audit trail says about a row. */
export interface RowChange {
  /** Id of the stream record. */
  id: string;
  name: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** When DynamoDB made the change, ISO 8601. */
  at: string;
  requestId: string;
  seq: number;
  before: Row | null;
  after: Row | null;
}

/**
 * What is archived of a change, under which key: of an added row the event, as it was hashed and with its hash; of any
 * other change, all that is known about it. The same change gives the same key and the same text.
 */
export function archivedObject(change: RowChange): { key: string; text: string } {
  const { id, name, at, requestId, seq, before, after } = change;
  const place = { hour: hourOf(at), requestId, seq };
  if (name === 'INSERT' && after) return { key: archiveKey(place), text: canonicalText(after) };
  const whole = { eventName: name, at, oldImage: before, newImage: after };
  const read = { ...whole, oldImage: before && withDetail(before), newImage: after && withDetail(after) };
  return { key: archiveKey({ ...place, alteration: id }), text: canonicalOr(read, whole) };
}

function canonicalText(row: Row): string {
  return canonicalOr(withDetail(row), row);
}

/** Detail that holds half a surrogate pair has no canonical form: then its JSON text is archived as it is. */
function canonicalOr(value: unknown, plainer: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    return canonicalJson(plainer);
  }
}

/** An event's detail is stored as the JSON text that was hashed; what is no such text stays as it is. */
function withDetail(row: Row): Row {
  try {
    return typeof row.detail === 'string' ? { ...row, detail: JSON.parse(row.detail) } : row;
  } catch {
    return row;
  }
}
