import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Report } from '../verify/finding.ts';
import { sumsFile } from './layout.ts';

/** Names of the files of an export but the sums, in the order of the sums; with `/` between folders. */
export async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)).split(sep).join('/'))
    .filter((name) => name !== sumsFile)
    .sort();
}

/** Lower-case hex SHA-256 of a file. */
export async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A line as `sha256sum` writes it. */
export function sumLine(sum: string, name: string): string {
  return `${sum}  ${name}\n`;
}

/** Compares each file of an export with SHA256SUMS, and that with what there is. */
export async function checkSums(directory: string, report: Report): Promise<void> {
  const text = await readSums(directory, report);
  if (text === undefined) return;
  const stated = new Map(text.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
  stated.delete('');
  let expected = '';
  for (const name of await filesIn(directory)) {
    const sum = await sumOf(join(directory, name));
    expected += sumLine(stated.get(name) ?? sum, name);
    if (!stated.has(name)) {
      report({ code: 'file-extra', where: name, what: `${sumsFile} does not list it` });
    } else if (stated.get(name) !== sum) {
      report({ code: 'file-altered', where: name, what: `it is not the file that ${sumsFile} lists` });
    }
    stated.delete(name);
  }
  for (const name of stated.keys()) {
    report({ code: 'file-missing', where: name, what: `${sumsFile} lists it, and it is gone` });
  }
  if (stated.size === 0 && expected !== text) {
    report({ code: 'sums-malformed', where: sumsFile, what: 'it is not as the export wrote it' });
  }
}

async function readSums(directory: string, report: Report): Promise<string | undefined> {
  try {
    return await readFile(join(directory, sumsFile), 'latin1');
  } catch {
    report({ code: 'file-missing', where: sumsFile, what: 'without it, files can be taken away unnoticed' });
    return undefined;
  }
}
