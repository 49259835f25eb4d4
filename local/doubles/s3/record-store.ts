/** Where records are kept: appended, never changed, read by where they begin. */
export interface RecordStore {
  /** Returns where the record begins, once it would survive the end of the process (if anything does). */
  append(record: Uint8Array): number;
  read(position: number, length: number): Uint8Array;
}

const slabBytes = 4 * 1024 * 1024;
/** Positions within one slab: more than the 4 GB that a buffer may have. */
const slabStride = 2 ** 33;

/**
 * Records in memory, many to one buffer: 600,000 buffers of their own would cost more than what they hold. What is
 * read is not copied.
 */
export class MemoryRecords implements RecordStore {
  readonly #slabs: Buffer[] = [];
  #used = slabBytes;

  append(record: Uint8Array): number {
    if (this.#used + record.length > slabBytes) {
      this.#slabs.push(Buffer.allocUnsafeSlow(Math.max(slabBytes, record.length)));
      this.#used = 0;
    }
    const slab = this.#slabs.length - 1;
    this.#slabs[slab]?.set(record, this.#used);
    const position = slab * slabStride + this.#used;
    this.#used += record.length;
    return position;
  }

  read(position: number, length: number): Uint8Array {
    const start = position % slabStride;
    const slab = this.#slabs[(position - start) / slabStride];
    if (slab === undefined) throw new RangeError(`Nothing is kept at ${position}.`);
    return slab.subarray(start, start + length);
  }
}
