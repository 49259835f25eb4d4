import { stringify } from 'csv-stringify/sync';
import type { TrailEvent } from '../../../domain/trail/events.ts';
import type { Archive } from '../archive/archive.ts';
import { digestFileIn, eventsIn } from '../archive/readings.ts';
import { type RequestRow, requestColumns, requestRow } from '../find/request-row.ts';
import { requestsOf } from '../find/requests.ts';
import { withoutFormula } from '../formula.ts';
import type { Report } from '../verify/finding.ts';
import { type About, aboutIn, eventColumns, eventRow } from './event-row.ts';

/** `requests-2026-11.csv` and `events-2026-11.csv`: requests by the month they were submitted in, events by their own. */
const tableName = /^(requests|events)-\d{4}-\d\d\.csv$/;

/** Whether a file of an export is one of these tables. */
export function isTable(name: string): boolean {
  return tableName.test(name);
}

/** Takes the text of a table, piece by piece. */
export type Write = (name: string, text: string) => Promise<void> | void;

/** What cannot be read is for `verify` to say. */
const silent: Report = () => undefined;

/**
 * Makes the tables of an archive for spreadsheets: one row a request, one an event, oldest first. The same archive makes
 * the same bytes. A request whose beginning is not in the archive has no row, and its events do not say what it is.
 */
export async function makeTables(archive: Archive, write: Write): Promise<void> {
  const tables = new Tables(write);
  await addEvents(archive, tables);
  const rows: RequestRow[] = [];
  for await (const request of requestsOf(archive, undefined, silent)) rows.push(requestRow(request));
  rows.sort((one, other) => byText(one.createdAt, other.createdAt) || byText(one.id, other.id));
  const dated = rows.map((row) => ({ at: row.createdAt, date: row.createdAt.slice(0, 10), ...row }));
  await tables.add('requests', dated, ['date', ...requestColumns]);
}

/** Events of an hour are put in order; of hours, the digests are. */
async function addEvents(archive: Archive, tables: Tables): Promise<void> {
  const requests = new Map<string, About>();
  const add = async (events: TrailEvent[]) => {
    const rows = events.sort(inTime).map((event) => {
      const about = aboutIn(event);
      if (about) requests.set(event.requestId, about);
      return eventRow(event, requests.get(event.requestId));
    });
    await tables.add('events', rows, eventColumns);
  };
  for (const key of await archive.digestKeys(silent)) {
    const digest = digestFileIn((await archive.digest(key, silent))?.bytes);
    const events: TrailEvent[] = [];
    if (digest) {
      for await (const { bytes } of archive.objects(digest, silent))
        if (bytes) events.push(...eventsIn(bytes));
    }
    await add(events);
  }
  const young: TrailEvent[] = [];
  for await (const bytes of archive.uncovered(silent)) young.push(...eventsIn(bytes));
  await add(young);
}

function inTime(one: TrailEvent, other: TrailEvent): number {
  return byText(one.at, other.at) || byText(one.requestId, other.requestId) || one.seq - other.seq;
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Files that get their header when they get their first row. */
class Tables {
  readonly #write: Write;
  readonly #begun = new Set<string>();

  constructor(write: Write) {
    this.#write = write;
  }

  /** Adds rows in their order, each to the table of its month. */
  async add(kind: 'requests' | 'events', rows: { at: string }[], columns: readonly string[]): Promise<void> {
    const months = Map.groupBy(rows, ({ at }) => `${kind}-${at.slice(0, 7)}.csv`);
    for (const [name, some] of months) {
      const isFirst = !this.#begun.has(name);
      this.#begun.add(name);
      // Excel takes a file for UTF-8 only if it begins with a byte order mark.
      const how = { header: isFirst, bom: isFirst, columns: [...columns], cast: { string: withoutFormula } };
      await this.#write(name, stringify(some, how));
    }
  }
}
