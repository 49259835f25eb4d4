import * as z from 'zod';
import { canonicalJson } from '../../../domain/digest.ts';
import { actorSchema } from '../../../domain/trail/events.ts';
import { withoutFormula } from '../formula.ts';

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

/** One archived object as a row of CSV. */
export type Row = z.infer<typeof rowSchema>;

export const columns = Object.keys(rowSchema.shape);

const eventSchema = z.strictObject({
  requestId: cell,
  seq: z.int(),
  at: cell,
  type: cell,
  actor: actorSchema,
  detail: z.json(),
  eventId: cell,
  schemaVersion: z.int(),
  previousHash: cell,
  hash: cell,
});

const empty = Object.fromEntries(columns.map((name) => [name, '']));

/** An archived object as a row from which its bytes can be made again. */
export function rowOf(bytes: Buffer): Row {
  const text = bytes.toString('utf8');
  const row = cellsOf(text);
  return row && bytesOf(row).equals(bytes) ? row : rowSchema.parse({ ...empty, ...row, bytes: text });
}

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

function cellsOf(text: string): Row | undefined {
  const event = eventSchema.safeParse(jsonOf(text));
  if (!event.success) return undefined;
  const { actor, detail, ...rest } = event.data;
  const cells = {
    ...rest,
    seq: String(rest.seq),
    schemaVersion: String(rest.schemaVersion),
    ...{ actorKind: actor.kind, actorId: actor.id, actorName: actor.name ?? '' },
    detail: canonicalJson(detail),
  };
  const safe = Object.entries(cells).map(([name, value]) => [name, withoutFormula(value)]);
  return rowSchema.parse({ ...empty, ...Object.fromEntries(safe) });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
