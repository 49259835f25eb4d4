import type { TableDefinition } from '../../local/template/data.ts';
import { type Item, orderOf, UnsupportedExpression } from './expression.ts';

interface Keys {
  hash: string;
  range: string | undefined;
}

/** One table: items by their key. */
export class Table {
  readonly #keys: Keys;
  readonly #indexes: ReadonlyMap<string, { keys: Keys; shown: ReadonlySet<string> | undefined }>;
  readonly #partitions = new Map<string, Item[]>();

  constructor({ KeySchema, GlobalSecondaryIndexes = [] }: TableDefinition) {
    this.#keys = keysOf(KeySchema);
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

  get(key: Item): Item | undefined {
    return this.#partitions.get(this.#hashOf(key))?.find((item) => this.#isSame(item, key));
  }

  put(item: Item): void {
    const others = this.#others(item);
    others.push(item);
    this.#partitions.set(this.#hashOf(item), this.#sorted(others, this.#keys.range));
  }

  delete(key: Item): void {
    this.#partitions.set(this.#hashOf(key), this.#others(key));
  }

  /** Every item, table order; those of an index only with the attributes that it shows. */
  items(index: string | undefined): Item[] {
    const all = [...this.#partitions.values()].flat();
    if (index === undefined) return all;
    const found = this.#indexes.get(index);
    if (found === undefined) throw new UnsupportedExpression(`There is no index ${index}`);
    const { keys, shown } = found;
    const indexed = all.filter(
      (item) => item[keys.hash] !== undefined && item[keys.range ?? keys.hash] !== undefined,
    );
    const projected = indexed.map((item) =>
      Object.fromEntries(Object.entries(item).filter(([name]) => shown?.has(name) ?? true)),
    );
    return this.#sorted(projected, keys.range);
  }

  #others(key: Item): Item[] {
    return (this.#partitions.get(this.#hashOf(key)) ?? []).filter((item) => !this.#isSame(item, key));
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

  #sorted(items: Item[], range: string | undefined): Item[] {
    return range ? items.sort((one, other) => orderOf(one[range], other[range]) ?? 0) : items;
  }
}

function keysOf(schema: TableDefinition['KeySchema']): Keys {
  const named = (kind: string) => schema.find(({ KeyType }) => KeyType === kind)?.AttributeName;
  return { hash: named('HASH') ?? '', range: named('RANGE') };
}
