import {
  type Entry,
  encodeEntry,
  type MarkerEntry,
  type ObjectEntry,
  type Retention,
  readEntry,
} from './entry.ts';
import type { KeptEntry } from './record-file.ts';
import type { RecordStore } from './record-store.ts';
import { SortedKeys } from './sorted-keys.ts';

/** A bucket as the template declares it: its default retention, if it has Object Lock. */
export interface BucketDefinition {
  name: string;
  retention?: { mode: Retention['mode']; days: number };
}

/** A version as memory holds it; all else is in its record. */
interface Version {
  position: number;
  lineLength: number;
  isMarker: boolean;
  older: Version | undefined;
}

/** A version as it was written, with where its bytes begin. */
export interface Stored<Of extends ObjectEntry | MarkerEntry = ObjectEntry | MarkerEntry> {
  entry: Of;
  bodyAt: number;
}

/** A versioned bucket. Of each version it holds in memory only where it lies: 600,000 objects take 150 MB. */
export class Bucket {
  readonly definition: BucketDefinition;
  readonly keys = new SortedKeys();
  readonly #store: RecordStore;
  readonly #latest = new Map<string, Version>();
  /** Of versions whose retention was set later, by version id. */
  readonly #retentions = new Map<string, Retention>();

  constructor(definition: BucketDefinition, store: RecordStore) {
    this.definition = definition;
    this.#store = store;
  }

  /** Writes down what happens and lets it happen. */
  write(entry: Entry, body: Uint8Array = new Uint8Array()): void {
    const { record, lineLength } = encodeEntry(entry, body);
    this.apply({ entry, position: this.#store.append(record), lineLength });
  }

  /** Takes over what is written down. */
  apply({ entry, position, lineLength }: KeptEntry): void {
    const { kind, key, version } = entry;
    if (kind === 'deletion') this.#remove(key, version);
    else if (kind === 'retention') this.#retentions.set(version, entry.retention);
    else {
      const older = this.#latest.get(key);
      if (older === undefined) this.keys.add(key);
      this.#latest.set(key, { position, lineLength, isMarker: kind === 'marker', older });
    }
  }

  /** Whether the newest version of a key is an object. */
  holds(key: string): boolean {
    return this.#latest.get(key)?.isMarker === false;
  }

  latest(key: string): Stored | undefined {
    const version = this.#latest.get(key);
    return version === undefined ? undefined : this.#stored(version);
  }

  version(key: string, id: string): Stored | undefined {
    return this.versions(key).find(({ entry }) => entry.version === id);
  }

  /** Every version of a key, newest first. */
  *versions(key: string): Generator<Stored, void, undefined> {
    for (let version = this.#latest.get(key); version !== undefined; version = version.older) {
      yield this.#stored(version);
    }
  }

  body({ entry, bodyAt }: Stored<ObjectEntry>): Uint8Array {
    return this.#store.read(bodyAt, entry.size);
  }

  retentionOf(entry: ObjectEntry): Retention | undefined {
    return this.#retentions.get(entry.version) ?? entry.retention;
  }

  #stored({ position, lineLength }: Version): Stored {
    const entry = readEntry(this.#store.read(position, lineLength));
    if (entry.kind !== 'object' && entry.kind !== 'marker') throw new TypeError(`No version: ${entry.kind}`);
    return { entry, bodyAt: position + lineLength };
  }

  #remove(key: string, id: string): void {
    const kept = [...this.#chain(key)].filter((version) => this.#stored(version).entry.version !== id);
    const relinked = kept.reduceRight<Version | undefined>(
      (older, version) => ({ ...version, older }),
      undefined,
    );
    if (relinked !== undefined) this.#latest.set(key, relinked);
    else if (this.#latest.delete(key)) this.keys.delete(key);
  }

  *#chain(key: string): Generator<Version> {
    for (let version = this.#latest.get(key); version !== undefined; version = version.older) yield version;
  }
}
