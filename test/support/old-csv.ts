import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { bytesOf, type Row } from '../../cli/audit/export/csv.ts';
import { withoutFormula } from '../../cli/audit/formula.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { actorSchema } from '../../domain/trail/events.ts';

const cell = z.string();
const columns = [
  ...(['requestId', 'seq', 'at', 'type', 'actorKind', 'actorId', 'actorName', 'detail', 'eventId'] as const),
  ...(['schemaVersion', 'previousHash', 'hash', 'bytes'] as const),
];
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

/** An archived object as a row of the CSV that 0.2.0 exported. */
export function rowOf(bytes: Buffer): Row {
  const text = bytes.toString('utf8');
  const row = cellsOf(text);
  return row && bytesOf(row).equals(bytes) ? row : { ...empty, ...row, bytes: text };
}

const empty: Row = {
  ...{ requestId: '', seq: '', at: '', type: '', actorKind: '', actorId: '', actorName: '', detail: '' },
  ...{ eventId: '', schemaVersion: '', previousHash: '', hash: '', bytes: '' },
};

function cellsOf(text: string): Row | undefined {
  const event = eventSchema.safeParse(jsonOf(text));
  if (!event.success) return undefined;
  const { actor, detail, ...rest } = event.data;
  const safe = (value: string | number) => withoutFormula(String(value));
  return {
    ...{ requestId: safe(rest.requestId), seq: safe(rest.seq), at: safe(rest.at), type: safe(rest.type) },
    ...{ actorKind: safe(actor.kind), actorId: safe(actor.id), actorName: safe(actor.name ?? '') },
    ...{ detail: safe(canonicalJson(detail)), eventId: safe(rest.eventId) },
    ...{
      schemaVersion: safe(rest.schemaVersion),
      previousHash: safe(rest.previousHash),
      hash: safe(rest.hash),
    },
    bytes: '',
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes an export, but for its sums, as 0.2.0 wrote it with `--format csv`. */
export function asOldCsv(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.jsonl')) continue;
    const lines = readFileSync(join(to, name), 'utf8').split('\n').slice(0, -1);
    const rows = lines.map((line) => rowOf(Buffer.from(line)));
    writeFileSync(join(to, name.replace(/jsonl$/, 'csv')), stringify(rows, { header: true, columns }));
    rmSync(join(to, name));
  }
}
