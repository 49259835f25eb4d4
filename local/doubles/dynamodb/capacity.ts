import db, { type Item, type Table } from 'dynalite/db/index.js';
import * as z from 'zod';

const consumed = z.object({ CapacityUnits: z.number() });
const answer = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() });

/** The capacity units an output reports, over all tables. */
export function reportedUnits(output: object): number {
  const { ConsumedCapacity } = answer.parse(output);
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/** The least a read costs: a query that finds nothing costs as much as one small item, dynalite says nothing. */
export function leastReadUnits(input: object): number {
  return 'ConsistentRead' in input && input.ConsistentRead === true ? 1 : 0.5;
}

/**
 * The write units that a changed item costs in the global secondary indexes, which dynalite leaves out: nothing for
 * an entry that stays as it is, one per KB for each entry written and for each removed (DynamoDB guide, "Global
 * secondary indexes: write capacity units"; a changed index key is both).
 */
export function indexWriteUnits(table: Table, before: Item | undefined, after: Item | undefined): number {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  const earlier = db.getIndexActions(indexes, undefined, before, table).puts;
  const { puts, deletes } = db.getIndexActions(indexes, before, after, table);
  const entryOf = (wanted: { index: string; key: string }) =>
    earlier.find(({ index, key }) => index === wanted.index && key === wanted.key)?.item;
  const written = puts.filter((put) => JSON.stringify(put.item) !== JSON.stringify(entryOf(put)));
  const entries = [...written.map(({ item }) => item), ...deletes.map(entryOf)];
  return entries.reduce((sum, entry) => sum + db.capacityUnits(entry, false, true), 0);
}

/** What a conditional write that was refused costs: as much as the item it was to write. */
export function refusedWriteUnits(item: Item | undefined): number {
  return db.capacityUnits(item, false, true);
}
