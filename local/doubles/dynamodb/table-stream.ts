import type { Done, Item, ItemStore } from 'dynalite/db/index.js';
import * as z from 'zod';
import { canonicalJson } from '../../../domain/digest.ts';
import type { Sources } from '../double.ts';
import { type Change, recordOf, type StreamRecord, streamRecord } from './stream-records.ts';

/** A table whose changes are streamed. */
export interface StreamedTable {
  TableName: string;
  KeySchema: readonly { AttributeName: string }[];
  streamArn: string;
}

/**
 * Beyond whatever dynalite reads: a scan ends before U+00FF. Records lie beside the items, since dynalite writes only
 * there what it writes at once.
 */
const prefix = '\uFFFEstream~';
const end = `${prefix}\uFFFE`;

/**
 * A table's stream: dynalite has none. Each change of an item and its record are one write to LevelDB, so that neither
 * is there without the other, whenever the process dies; a record stays until it is acknowledged. That costs one more
 * look at the item, of which the meter learns nothing.
 */
export class TableStream {
  readonly #options: Sources & { table: StreamedTable; items: ItemStore };
  readonly #put: ItemStore['put'];
  readonly #del: ItemStore['del'];
  #last: number;
  /** Is told of every new record, once it is stored. */
  onRecord: () => void = () => {};

  /** From now on every write of the table's items goes through the stream, which goes on where it was. */
  static async open(options: Sources & { table: StreamedTable; items: ItemStore }): Promise<TableStream> {
    const newest = { gte: prefix, lt: end, limit: 1, reverse: true };
    const [last] = z.array(streamRecord).parse(await options.items.createValueStream(newest).toArray());
    return new TableStream(options, last === undefined ? 0 : Number(last.dynamodb.SequenceNumber.slice(1)));
  }

  private constructor(options: Sources & { table: StreamedTable; items: ItemStore }, last: number) {
    this.#options = options;
    this.#last = last;
    const { items } = options;
    this.#put = items.put;
    this.#del = items.del;
    items.put = (key, item, done) => this.#write(key, item, done);
    items.del = (key, done) => this.#write(key, undefined, done);
  }

  /** A sequence number after those of all records there are and before those of all to come. */
  mark(): string {
    this.#last = Math.max(this.#last + 1, this.#options.clock().getTime() * 1000);
    return `1${String(this.#last).padStart(20, '0')}`;
  }

  /** The oldest records that nobody has acknowledged. */
  async read(limit: number): Promise<StreamRecord[]> {
    const values = this.#options.items.createValueStream({ gte: prefix, lt: end, limit });
    return z.array(streamRecord).parse(await values.toArray());
  }

  /** Drops records that were delivered. */
  acknowledge(records: readonly StreamRecord[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const keys = records.map(({ dynamodb }) => prefix + dynamodb.SequenceNumber);
    const operations = keys.map((key) => ({ type: 'del' as const, key }));
    this.#options.items.batch(operations, (error) => (error ? reject(error) : resolve()));
    return promise;
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
      sequenceNumber: this.mark(),
    });
    const { after: value } = change;
    const write = value === undefined ? { type: 'del' as const, key } : { type: 'put' as const, key, value };
    const entry = { type: 'put' as const, key: prefix + record.dynamodb.SequenceNumber, value: record };
    items.batch([write, entry], (error) => {
      if (!error) this.onRecord();
      done(error);
    });
  }
}

/** DynamoDB streams nothing for a write that changes nothing. */
function isSame({ before, after }: Change): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}
