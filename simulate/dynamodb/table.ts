import type { TableDefinition } from '../../local/template/data.ts';
import { type Item, orderOf, UnsupportedExpression } from './expression.ts';
import { type Lag, Replica } from './replica.ts';

interface Keys {
  hash: string;
  range: string | undefined;
}

interface Index {
  keys: Keys;
  /** Which attributes it shows; undefined: all. */
  shown: ReadonlySet<string> | undefined;
}

/** One table: items by their key, and its indexes, which may lag behind. */
export class Table {
  readonly #keys: Keys;
  readonly #indexes: ReadonlyMap<string, Index>;
  readonly #partitions = new Map<string, Item[]>();
  readonly #replica: Replica;

  constructor({ KeySchema, GlobalSecondaryIndexes = [] }: TableDefinition, lag: Lag) {
    this.#keys = keysOf(KeySchema);
    this.#replica = new Replica(lag);
    this.#indexes = new Map(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema: schema, Projection }) => {
        const keys = keysOf(schema);
        const projected = [this.#keys, keys].flatMap(({ hash, range }) => [hash, range ?? hash]);
        const all = Projection.ProjectionType === 'ALL';
        const shown = all ? undefined : new Set([...projected, ...(Projection.NonKeyAttributes ?? [])]);
        return [IndexName, { keys, shown }];
      }),
    );
  }

  /** The attribute whose value names a partition. */
  get hashKey(): string {
    return this.#keys.hash;
  }

  get(key: Item): Item | undefined {
    return this.partition(this.#hashOf(key)).find((item) => this.#isSame(item, key));
  }

  put(item: Item): void {
    const others = this.#others(item);
    others.push(item);
    this.#partitions.set(this.#hashOf(item), sorted(others, this.#keys.range));
    this.#tellIndexes(item, item);
  }

  delete(key: Item): void {
    this.#partitions.set(this.#hashOf(key), this.#others(key));
    this.#tellIndexes(key, undefined);
  }

  /** Every item. */
  items(): Item[] {
    return [...this.#partitions.values()].flat();
  }

  /** The items of one partition, in order. */
  partition(hash: string): readonly Item[] {
    return this.#partitions.get(hash) ?? [];
  }

  /** The items of an index that pass a test, in its order, with the attributes that it shows. */
  indexed(name: string, passes: (item: Item) => boolean): Item[] {
    const index = this.#indexes.get(name);
    if (index === undefined) throw new UnsupportedExpression(`There is no index ${name}`);
    const { keys, shown } = index;
    const found = this.#replica
      .items()
      .filter((item) => item[keys.hash] !== undefined && item[keys.range ?? keys.hash] !== undefined)
      .filter(passes)
      .map((item) =>
        Object.fromEntries(Object.entries(item).filter(([attribute]) => shown?.has(attribute) ?? true)),
      );
    return sorted(found, keys.range);
  }

  #tellIndexes(key: Item, item: Item | undefined): void {
    if (this.#indexes.size === 0) return;
    const { hash, range } = this.#keys;
    this.#replica.change(JSON.stringify([key[hash], range && key[range]]), item);
  }

  #others(key: Item): Item[] {
    return this.partition(this.#hashOf(key)).filter((item) => !this.#isSame(item, key));
  }

  #hashOf(item: Item): string {
    const value = item[this.#keys.hash]?.S;
    if (value === undefined) throw new UnsupportedExpression(`The key ${this.#keys.hash} must be a text`);
    return value;
  }

  #isSame(one: Item, other: Item): boolean {
    const { hash, range } = this.#keys;
    return orderOf(one[hash], other[hash]) === 0 && (!range || orderOf(one[range], other[range]) === 0);
  }
}

function sorted(items: Item[], range: string | undefined): Item[] {
  return range ? items.sort((one, other) => orderOf(one[range], other[range]) ?? 0) : items;
}

function keysOf(schema: TableDefinition['KeySchema']): Keys {
  const named = (kind: string) => schema.find(({ KeyType }) => KeyType === kind)?.AttributeName;
  return { hash: named('HASH') ?? '', range: named('RANGE') };
}
