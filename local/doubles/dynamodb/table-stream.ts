import type { Done, Item, ItemStore } from 'dynalite/db/index.js';
import { canonicalJson } from '../../../domain/digest.ts';
import type { Sources } from '../double.ts';
import { StreamReader } from './stream-reader.ts';
import { type Change, recordOf, type StreamRecord } from './stream-records.ts';

/** A table whose changes are streamed. */
export interface StreamedTable {
  TableName: string;
  KeySchema: readonly { AttributeName: string }[];
  streamArn: string;
}

/**
 * A table's stream: dynalite has none. Each change of an item and its record are one write to LevelDB, so that neither
 * is there without the other, whenever the process dies; a record stays until each reader has acknowledged it. That costs one more
 * look at the item, of which the meter learns nothing.
 */
export class TableStream {
  readonly #options: Sources & { table: StreamedTable; items: ItemStore };
  readonly #put: ItemStore['put'];
  readonly #del: ItemStore['del'];
  readonly #readers: StreamReader[] = [];
  #last = 0;

  /** From now on every write of the table's items goes through the stream. */
  constructor(options: Sources & { table: StreamedTable; items: ItemStore }) {
    this.#options = options;
    const { items } = options;
    this.#put = items.put;
    this.#del = items.del;
    items.put = (key, item, done) => this.#write(key, item, done);
    items.del = (key, done) => this.#write(key, undefined, done);
  }

  /** Somebody who is given the records they want from now on, after what they have not acknowledged before. */
  async reader(name: string, wants: (record: StreamRecord) => boolean = () => true): Promise<StreamReader> {
    const { items } = this.#options;
    const reader = new StreamReader({ items, name, wants, mark: () => this.#mark() });
    const newest = await reader.newest();
    if (newest) this.#last = Math.max(this.#last, Number(newest.dynamodb.SequenceNumber.slice(1)));
    this.#readers.push(reader);
    return reader;
  }

  #mark(): string {
    this.#last = Math.max(this.#last + 1, this.#options.clock().getTime() * 1000);
    return `1${String(this.#last).padStart(20, '0')}`;
  }

  /** dynalite holds the item's lock meanwhile. */
  #write(key: string, after: Item | undefined, done: Done): void {
    this.#options.items.get(key, (error, before) => {
      if (error && error.name !== 'NotFoundError') done(error);
      else if (isSame({ before, after })) this.#writeAsIs(key, after, done);
      else this.#writeWithRecord(key, { before, after }, done);
    });
  }

  #writeAsIs(key: string, after: Item | undefined, done: Done): void {
    if (after === undefined) this.#del(key, done);
    else this.#put(key, after, done);
  }

  #writeWithRecord(key: string, change: Change, done: Done): void {
    const { table, items, newId, clock } = this.#options;
    const record = recordOf(change, {
      ...{ streamArn: table.streamArn, id: newId().replaceAll('-', ''), now: clock() },
      keyNames: table.KeySchema.map(({ AttributeName }) => AttributeName),
      sequenceNumber: this.#mark(),
    });
    const { after: value } = change;
    const write = value === undefined ? { type: 'del' as const, key } : { type: 'put' as const, key, value };
    const entries = this.#readers.map((reader) => ({ reader, entry: reader.entriesOf(record) }));
    items.batch([write, ...entries.flatMap(({ entry }) => entry)], (error) => {
      if (!error) for (const { reader, entry } of entries) if (entry.length > 0) reader.onRecord();
      done(error);
    });
  }
}

/** DynamoDB streams nothing for a write that changes nothing. */
function isSame({ before, after }: Change): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}
