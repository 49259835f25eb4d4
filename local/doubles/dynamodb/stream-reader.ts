import type { ItemStore } from 'dynalite/db/index.js';
import * as z from 'zod';
import { type StreamRecord, streamRecord } from './stream-records.ts';

/**
 * Beyond whatever dynalite reads: a scan ends before U+00FF. Records lie beside the items, since dynalite writes only
 * there what it writes at once.
 */
const prefixOf = (name: string) => `\uFFFEstream~${name}~`;

export interface StreamReaderOptions {
  items: ItemStore;
  /** Tells readers apart, for as long as there is something that they have not acknowledged. */
  name: string;
  /** Which records are for this reader. */
  wants: (record: StreamRecord) => boolean;
  mark: () => string;
}

/** One of those who read a table's stream: each at its own pace, each with its own copy of what it has yet to take. */
export class StreamReader {
  readonly #options: StreamReaderOptions;
  readonly #prefix: string;
  /** Is told of every new record, once it is stored. */
  onRecord: () => void = () => {};

  constructor(options: StreamReaderOptions) {
    this.#options = options;
    this.#prefix = prefixOf(options.name);
  }

  /** A sequence number after those of all records there are and before those of all to come. */
  mark(): string {
    return this.#options.mark();
  }

  /** The oldest records that were not acknowledged. */
  read(limit: number): Promise<StreamRecord[]> {
    return this.#read({ limit });
  }

  /** The record that came last, of those that were not acknowledged. */
  async newest(): Promise<StreamRecord | undefined> {
    return (await this.#read({ limit: 1, reverse: true }))[0];
  }

  /** Drops records that were delivered. */
  acknowledge(records: readonly StreamRecord[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const keys = records.map(({ dynamodb }) => this.#prefix + dynamodb.SequenceNumber);
    const operations = keys.map((key) => ({ type: 'del' as const, key }));
    this.#options.items.batch(operations, (error) => (error ? reject(error) : resolve()));
    return promise;
  }

  /** What is to be stored of a record, together with the change that it tells of; nothing if it is not wanted. */
  entriesOf(record: StreamRecord) {
    if (!this.#options.wants(record)) return [];
    return [{ type: 'put' as const, key: this.#prefix + record.dynamodb.SequenceNumber, value: record }];
  }

  async #read(range: { limit: number; reverse?: boolean }): Promise<StreamRecord[]> {
    const within = { gte: this.#prefix, lt: `${this.#prefix}\uFFFE` };
    const values = this.#options.items.createValueStream({ ...within, ...range });
    return z.array(streamRecord).parse(await values.toArray());
  }
}
