import { parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import type { KeptObject } from '../archive/archive.ts';
import { sha256Of } from '../verify/digest-reading.ts';
import { readObject } from '../verify/event-reading.ts';
import type { Report } from '../verify/finding.ts';

interface Stray {
  number: number;
  bytes: Buffer;
}

/**
 * Finds for each object that a digest lists the line of an export that is of it: by its SHA-256, and for lines that
 * were changed by the event they say they are. Reports lines that are there twice, out of order, or of nothing.
 */
export async function* align(
  listed: readonly { key: string; sha256: string }[],
  lines: AsyncIterable<Buffer>,
  file: string,
  report: Report,
): AsyncGenerator<KeptObject> {
  const missing = new Map(listed.map((object, index) => [object.sha256, { object, index }]));
  const known = new Set(missing.keys());
  const strays: Stray[] = [];
  let [number, last] = [0, -1];
  for await (const bytes of lines) {
    number += 1;
    const sha256 = sha256Of(bytes);
    const found = missing.get(sha256);
    const where = `${file}, line ${number}`;
    if (found) {
      missing.delete(sha256);
      if (found.index < last)
        report({ code: 'line-order', where, what: 'it stands before this place in the digest' });
      last = Math.max(last, found.index);
      yield { ...found.object, bytes };
    } else if (known.has(sha256)) report({ code: 'line-repeated', where, what: 'it is there twice' });
    else strays.push({ number, bytes });
  }
  yield* assigned([...missing.values()], strays, file, report);
}

/** Lines that no digest lists as they are, as altered versions of what is missing. */
function* assigned(
  missing: readonly { object: { key: string; sha256: string } }[],
  strays: readonly Stray[],
  file: string,
  report: Report,
): Generator<KeptObject> {
  const left = new Map(strays.map((stray) => [nameOf(stray), stray]));
  for (const { object } of missing) {
    const place = parseArchiveKey(object.key);
    const name = place && `${place.requestId}/${place.seq}`;
    const bytes = name === undefined ? undefined : left.get(name)?.bytes;
    if (name !== undefined) left.delete(name);
    yield { ...object, bytes };
  }
  for (const { number } of left.values()) {
    const what = 'it is no object that the digest lists, nor an altered one';
    report({ code: 'line-extra', where: `${file}, line ${number}`, what });
  }
}

function nameOf({ bytes, number }: Stray): string {
  const reading = readObject(bytes);
  return reading.kind === 'event' ? `${reading.link.requestId}/${reading.link.seq}` : `line ${number}`;
}
