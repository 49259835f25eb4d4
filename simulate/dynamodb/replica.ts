import type { Item } from './expression.ts';

/** When the indexes of a table learn of a change. */
export interface Lag {
  now: () => number;
  /** How much later than the table, in milliseconds. */
  next: () => number;
}

/** A table as its global secondary indexes see it: every change arrives in order, a little later. */
export class Replica {
  readonly #lag: Lag;
  readonly #items = new Map<string, Item>();
  #coming: { at: number; key: string; item: Item | undefined }[] = [];

  constructor(lag: Lag) {
    this.#lag = lag;
  }

  /** Takes a change on its way; `undefined`: the item was deleted. */
  change(key: string, item: Item | undefined): void {
    const soonest = this.#coming.at(-1)?.at ?? 0;
    const at = Math.max(soonest, this.#lag.now() + this.#lag.next());
    this.#coming.push({ at, key, item });
  }

  /** What has arrived. */
  items(): Item[] {
    const now = this.#lag.now();
    const behind = this.#coming.findIndex(({ at }) => at > now);
    const arrived = this.#coming.splice(0, behind < 0 ? this.#coming.length : behind);
    for (const { key, item } of arrived) {
      if (item === undefined) this.#items.delete(key);
      else this.#items.set(key, item);
    }
    return [...this.#items.values()];
  }
}
