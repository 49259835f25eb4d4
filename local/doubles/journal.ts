import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * Told of everything a double makes or changes, before the double answers; the same key again replaces a record, and
 * undefined says that it is gone.
 */
export type Remember = (collection: string, key: string, record: object | undefined) => void;

const line = z.object({ collection: z.string(), key: z.string(), record: z.looseObject({}).optional() });

/**
 * What the doubles hold, on disk: one JSON line for each change, written before the change is answered, so that a
 * killed process loses nothing that anybody was told.
 */
export class Journal {
  readonly #path: string;
  /** The records of every collection, oldest first: the doubles' `state`. */
  readonly state: Readonly<Record<string, readonly object[]>>;

  /** Reads the file if there is one, and rewrites it without what was replaced since. */
  constructor(path: string) {
    this.#path = path;
    const collections = fold(existsSync(path) ? readFileSync(path, 'utf8') : '');
    const kept = [...collections].flatMap(([collection, records]) =>
      [...records].map(([key, record]) => entry(collection, key, record)),
    );
    writeFileSync(`${path}.new`, kept.join(''));
    renameSync(`${path}.new`, path);
    this.state = Object.fromEntries([...collections].map(([name, records]) => [name, [...records.values()]]));
  }

  readonly remember: Remember = (collection, key, record) => {
    appendFileSync(this.#path, entry(collection, key, record));
  };
}

function entry(collection: string, key: string, record: object | undefined): string {
  return `${JSON.stringify({ collection, key, record })}\n`;
}

/** A last line without its end was being written when the process died: nobody was told of it. */
function fold(text: string): Map<string, Map<string, object>> {
  const collections = new Map<string, Map<string, object>>();
  for (const written of text.split('\n').slice(0, -1)) {
    const { collection, key, record } = line.parse(JSON.parse(written));
    const records = collections.get(collection) ?? new Map<string, object>();
    if (record === undefined) records.delete(key);
    else records.set(key, record);
    collections.set(collection, records);
  }
  return collections;
}
