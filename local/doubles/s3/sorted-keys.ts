const maxChunk = 2000;

/**
 * Keys in order, by UTF-16 code units (S3 orders by UTF-8, which differs only beyond the basic plane). They lie in
 * chunks, so that a new one moves few others: 600,000 keys in random order take a second.
 */
export class SortedKeys {
  readonly #chunks: string[][] = [[]];

  add(key: string): void {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index] ?? [];
    const place = placeIn(chunk, key);
    if (chunk[place] === key) return;
    chunk.splice(place, 0, key);
    if (chunk.length > maxChunk) this.#chunks.splice(index + 1, 0, chunk.splice(maxChunk / 2));
  }

  delete(key: string): void {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index] ?? [];
    const place = placeIn(chunk, key);
    if (chunk[place] !== key) return;
    chunk.splice(place, 1);
    if (chunk.length === 0 && this.#chunks.length > 1) this.#chunks.splice(index, 1);
  }

  /** The first key that is not before `key`. */
  atOrAfter(key: string): string | undefined {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index] ?? [];
    return chunk[placeIn(chunk, key)] ?? this.#chunks[index + 1]?.[0];
  }

  /** The last chunk that begins at or before a key, or the first one. */
  #chunkOf(key: string): number {
    let [low, high] = [0, this.#chunks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#chunks[middle]?.[0] ?? '') <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where a key is in a chunk, or would be. */
function placeIn(chunk: readonly string[], key: string): number {
  let [low, high] = [0, chunk.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunk[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
