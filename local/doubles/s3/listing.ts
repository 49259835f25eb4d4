import type { SortedKeys } from './sorted-keys.ts';

export interface Selection {
  prefix: string;
  /** Keys with this after the prefix are rolled up; empty for none. */
  delimiter: string;
  /** The list goes on after this; empty for the beginning. */
  after: string;
  limit: number;
}

/** A page of keys; `last` is where the next one goes on, absent if there is none. */
export interface KeyPage {
  keys: string[];
  prefixes: string[];
  last?: string;
}

/** After every string that begins with what it is appended to. */
const afterAll = '\uffff';

/** The keys that a list shows, as ListObjectsV2 pages and rolls them up; those that are not `isListed` do not count. */
export function pageOfKeys(
  sorted: SortedKeys,
  isListed: (key: string) => boolean,
  { prefix, delimiter, after, limit }: Selection,
): KeyPage {
  const page: KeyPage = { keys: [], prefixes: [] };
  let [position, last] = [after < prefix ? prefix : following(after), after];
  for (;;) {
    const key = sorted.atOrAfter(position);
    if (key === undefined || !key.startsWith(prefix) || limit === 0) return page;
    position = following(key);
    if (!isListed(key)) continue;
    if (page.keys.length + page.prefixes.length === limit) return { ...page, last };
    const rolledUp = delimiter === '' ? undefined : commonPrefix(key, prefix, delimiter);
    if (rolledUp === undefined) page.keys.push(key);
    else page.prefixes.push(rolledUp);
    last = rolledUp === undefined ? key : rolledUp + afterAll;
    position = following(last);
  }
}

/** The least string that comes after another; the beginning for the empty one. */
function following(key: string): string {
  return key === '' ? '' : `${key}\0`;
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? undefined : key.slice(0, found + delimiter.length);
}
