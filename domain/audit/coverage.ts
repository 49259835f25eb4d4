import { listingHourOf } from './archive-keys.ts';
import type { DigestFile } from './digest-file.ts';

export type ChainHead = DigestFile['chains'][number];

/** What the digests of the last hours list, so that the next one lists only what they do not. */
export class Coverage {
  readonly #keysByHour = new Map<string, Set<string>>();
  readonly #heads = new Map<string, ChainHead>();

  add({ objects, chains }: Pick<DigestFile, 'objects' | 'chains'>): void {
    for (const { key } of objects) this.#hourOf(key).add(key);
    for (const chain of chains) {
      const known = this.#heads.get(chain.requestId);
      if (!known || known.length <= chain.length) this.#heads.set(chain.requestId, chain);
    }
  }

  has(key: string): boolean {
    return this.#hourOf(key).has(key);
  }

  /** The end of a request's chain as far as it was covered. */
  head(requestId: string): ChainHead | undefined {
    return this.#heads.get(requestId);
  }

  /** Forgets the hours before one, which no digest looks at any more. */
  forgetBefore(hour: string): void {
    for (const known of this.#keysByHour.keys()) if (known < hour) this.#keysByHour.delete(known);
  }

  #hourOf(key: string): Set<string> {
    const hour = listingHourOf(key);
    const keys = this.#keysByHour.get(hour) ?? new Set();
    this.#keysByHour.set(hour, keys);
    return keys;
  }
}
