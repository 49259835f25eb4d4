import type { Item, Table } from 'dynalite/db/index.js';
import * as z from 'zod';
import type { Double, Sources } from '../double.ts';
import { ModelledError } from '../modelled-error.ts';
import { indexWriteUnits, leastReadUnits, refusedWriteUnits, reportedUnits } from './capacity.ts';
import { DynaliteEngine } from './engine.ts';
import { type StreamedTable, TableStream } from './table-stream.ts';

/** Who is told what a call consumed. */
export interface CapacityMeter {
  consumed(kind: 'read' | 'write', units: number): void;
}

const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];
const metered = [...reads, 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];
const item = z.record(z.string(), z.looseObject({}));
const singleWrite = z.object({
  TableName: z.string(),
  Item: item.optional(),
  Key: item.optional(),
  ReturnValuesOnConditionCheckFailure: z.string().optional(),
});
type SingleWrite = z.output<typeof singleWrite>;

/**
 * DynamoDB by dynalite, on plain JSON (binary values in base64). Adds what dynalite does not do: it meters every call,
 * and answers `ReturnValuesOnConditionCheckFailure`.
 */
export class DynamoDb implements Double {
  readonly #engine: DynaliteEngine;
  readonly #meter: CapacityMeter;

  /** Keeps tables in memory, or in the directory `path`. */
  constructor({ path, meter }: { path?: string | undefined; meter: CapacityMeter }) {
    this.#engine = new DynaliteEngine({ path });
    this.#meter = meter;
  }

  async call(operation: string, input: object): Promise<object> {
    if (!metered.includes(operation)) return this.#engine.run(operation, input);
    const asked = 'ReturnConsumedCapacity' in input && input.ReturnConsumedCapacity !== 'NONE';
    const asking = { ...input, ...(!asked && { ReturnConsumedCapacity: 'TOTAL' }) };
    const output = await (reads.includes(operation)
      ? this.#read(operation, asking)
      : this.#write(operation, asking));
    return asked ? output : without(output, 'ConsumedCapacity');
  }

  /** Creates a table unless it is there already, and returns when it can be used. */
  async ensureTable(definition: { TableName: string }): Promise<void> {
    await this.#engine.run('CreateTable', definition).catch((error: unknown) => {
      if (!(error instanceof ModelledError && error.name === 'ResourceInUseException')) throw error;
    });
    while ((await this.#engine.table(definition.TableName)).TableStatus !== 'ACTIVE') {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Begins to stream a table's changes; called once for a table. */
  stream(table: StreamedTable, sources: Sources): TableStream {
    return new TableStream({ ...sources, table, items: this.#engine.items(table.TableName) });
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #read(operation: string, input: object): Promise<object> {
    const output = await this.#engine.run(operation, input);
    this.#meter.consumed('read', Math.max(reportedUnits(output), leastReadUnits(input)));
    return output;
  }

  async #write(operation: string, input: object): Promise<object> {
    const parsed = singleWrite.safeParse(input);
    const key = parsed.data?.Item ?? parsed.data?.Key;
    const output = await (parsed.success && key !== undefined
      ? this.#writeItem(operation, input, { ...parsed.data, key })
      : this.#engine.run(operation, input));
    this.#meter.consumed('write', reportedUnits(output));
    return output;
  }

  async #writeItem(operation: string, input: object, write: SingleWrite & { key: Item }): Promise<object> {
    const { key } = write;
    const table = await this.#engine.table(write.TableName);
    const before = await this.#indexed(table, key);
    const output = await this.#engine.run(operation, input).catch(async (error: unknown) => {
      const wanted = write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
      throw await this.#refused(error, table, key, wanted);
    });
    const after = await this.#indexed(table, key);
    this.#meter.consumed('write', indexWriteUnits(table, before, after));
    return output;
  }

  /** The item for the sake of its index entries; not read where there are no indexes. */
  async #indexed(table: Table, key: Item): Promise<Item | undefined> {
    return table.GlobalSecondaryIndexes === undefined ? undefined : this.#engine.item(table, key);
  }

  async #refused(error: unknown, table: Table, key: Item, withItem: boolean): Promise<unknown> {
    if (!(error instanceof ModelledError) || error.name !== 'ConditionalCheckFailedException') return error;
    this.#meter.consumed('write', refusedWriteUnits(key));
    const found = withItem ? await this.#engine.item(table, key) : undefined;
    return found === undefined
      ? error
      : new ModelledError(error.name, error.httpStatus, error.message, { Item: found });
  }
}

function without(output: object, member: string): object {
  return Object.fromEntries(Object.entries(output).filter(([name]) => name !== member));
}
