import * as z from 'zod';
import { canonicalJson } from '../../../domain/digest.ts';

const cell = z.string();
const rowSchema = z.strictObject({
  requestId: cell,
  seq: cell,
  at: cell,
  type: cell,
  actorKind: cell,
  actorId: cell,
  actorName: cell,
  detail: cell,
  eventId: cell,
  schemaVersion: cell,
  previousHash: cell,
  hash: cell,
  /** The object as it is, where the other cells do not make it up. */
  bytes: cell,
});

/** One archived object as a row of CSV, as exports of 0.2.0 have it. */
export type Row = z.infer<typeof rowSchema>;

/** The bytes that a row is of; of one that makes no sense, bytes that no digest lists. */
export function bytesOf(row: unknown): Buffer {
  const { data } = rowSchema.safeParse(row);
  if (!data) return Buffer.alloc(0);
  if (data.bytes !== '') return Buffer.from(data.bytes);
  try {
    return Buffer.from(canonicalJson(eventOf(data)));
  } catch {
    return Buffer.alloc(0);
  }
}

function eventOf({ actorKind, actorId, actorName, bytes: _, ...cells }: Row): unknown {
  return {
    ...cells,
    actor: { kind: actorKind, id: actorId, ...(actorName !== '' && { name: actorName }) },
    seq: Number(cells.seq),
    schemaVersion: Number(cells.schemaVersion),
    detail: JSON.parse(cells.detail),
  };
}
