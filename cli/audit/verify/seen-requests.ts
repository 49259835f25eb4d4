import { createHash } from 'node:crypto';

/**
 * Requests that were met, eight bytes each: 64 bits of the SHA-256 of their id, in an open hash table. A million of
 * them take 16 MB at most, and the chance that any two are taken for one is 1 in 37 million.
 */
export class SeenRequests {
  #slots = new BigUint64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(requestId: string): boolean {
    const mark = markOf(requestId);
    return this.#slots[this.#slotOf(mark)] === mark;
  }

  add(requestId: string): void {
    const mark = markOf(requestId);
    const slot = this.#slotOf(mark);
    if (this.#slots[slot] === mark) return;
    this.#slots[slot] = mark;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
  }

  /** Where a mark is, or where it would go. */
  #slotOf(mark: bigint): number {
    let slot = Number(mark % BigInt(this.#slots.length));
    while (this.#slots[slot] !== 0n && this.#slots[slot] !== mark) slot = (slot + 1) % this.#slots.length;
    return slot;
  }

  #grow(): void {
    const marks = this.#slots.filter((mark) => mark !== 0n);
    this.#slots = new BigUint64Array(this.#slots.length * 2);
    for (const mark of marks) this.#slots[this.#slotOf(mark)] = mark;
  }
}

/** Never 0, which marks a free slot. */
function markOf(requestId: string): bigint {
  return createHash('sha256').update(requestId).digest().readBigUInt64BE() || 1n;
}
