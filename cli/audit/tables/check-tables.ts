import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { filesIn, sumOf } from '../export/sums.ts';
import type { Report } from '../verify/finding.ts';
import { isTable, makeTables } from './make-tables.ts';

/** Makes the tables of an export anew from its events, and compares them. An export without any has none to check. */
export async function checkTables(directory: string, archive: Archive, report: Report): Promise<void> {
  const there = new Set((await filesIn(directory)).filter(isTable));
  if (there.size === 0) return;
  const made = new Map<string, Hash>();
  await makeTables(archive, (name, text) => {
    made.set(name, (made.get(name) ?? createHash('sha256')).update(text));
  });
  for (const [name, hash] of made) {
    if (!there.delete(name)) {
      report({ code: 'file-missing', where: name, what: 'the events make a table that is not there' });
    } else if (hash.digest('hex') !== (await sumOf(join(directory, name)))) {
      report({ code: 'file-altered', where: name, what: 'it is not the table that the events make' });
    }
  }
  for (const where of there) {
    report({ code: 'file-extra', where, what: 'the events make no such table' });
  }
}
