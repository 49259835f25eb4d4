import { digestKey } from '../../../domain/audit/archive-keys.ts';
import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import type { Archive, KeptDigest } from '../archive/archive.ts';
import { digestFileIn } from '../archive/readings.ts';
import { refusedText } from '../archive/refused.ts';
import { makeTables } from '../tables/make-tables.ts';
import type { Report } from '../verify/finding.ts';
import { pemOf, type TrustedKey } from '../verify/trusted-keys.ts';
import { ExportArchive } from './export-archive.ts';
import { ExportWriter } from './export-writer.ts';
import { eventsFile, type Format, publicKeyFile, signatureFile, uncoveredFile } from './layout.ts';

/** What is exported, and how. */
export interface ExportOrder {
  directory: string;
  format: Format;
  /** Digests of a period that reaches into this time, ISO 8601; all if neither is given. */
  from?: string | undefined;
  to?: string | undefined;
  /** Keys that the export brings along. */
  keys: readonly TrustedKey[];
  progress?: (done: number, total: number) => void;
}

/**
 * Writes digests as they were signed, with the objects they list, and what came after the last one, so that an export
 * can be verified by itself. Reports what is not there; whether the rest is right is for `verify` to say. Returns how
 * many digests it holds. Throws CannotRun if the folder is in use.
 */
export async function writeExport(archive: Archive, order: ExportOrder, report: Report): Promise<number> {
  const { directory, format, progress } = order;
  const writer = await ExportWriter.begin(directory);
  const all = await archive.digestKeys(report);
  const keys = all.filter((key, index) => isWithin(key, all[index + 1], order));
  await writer.file(publicKeyFile, pemOf(order.keys));
  for (const [index, key] of keys.entries()) {
    const kept = await archive.digest(key, report);
    if (kept) await writeDigest(kept, { archive, writer, report });
    progress?.(index + 1, keys.length);
  }
  const reachesTheEnd = keys.at(-1) === all.at(-1);
  const uncovered = reachesTheEnd ? archive.uncovered(report) : nothing();
  await writer.objects(uncoveredFile('jsonl'), uncovered);
  if (format === 'csv') {
    // Of the files, as whoever checks the tables makes them.
    const written = await ExportArchive.open(directory);
    await makeTables(written, (name, text) => writer.append(name, text));
  }
  await writer.finish();
  return keys.length;
}

interface Context {
  archive: Archive;
  writer: ExportWriter;
  report: Report;
}

async function writeDigest({ key, bytes, signature }: KeptDigest, context: Context): Promise<void> {
  const { writer, report } = context;
  await writer.file(key, bytes);
  if (signature) await writer.file(signatureFile(key), signature);
  const digest = digestFileIn(bytes);
  if (!digest) report({ code: 'digest-unreadable', where: key, what: 'what it lists cannot be exported' });
  else if (digest.objects.length > 0) {
    await writer.objects(eventsFile(key, 'jsonl'), objectsOf(digest, context));
  }
}

async function* objectsOf(digest: DigestFile, { archive, report }: Context): AsyncGenerator<Buffer> {
  for await (const { key, bytes, refused } of archive.objects(digest, report)) {
    const where = `${key} (${digest.key})`;
    if (bytes) yield bytes;
    else if (refused !== undefined) report({ code: 'archive-refused', where, what: refusedText(refused) });
    else report({ code: 'object-missing', where, what: 'it was archived and is gone' });
  }
}

/** A digest is named by the start of its period, and ends where the next begins. */
function isWithin(key: string, next: string | undefined, { from, to }: ExportOrder): boolean {
  const isEarlyEnough = to === undefined || key < digestKey(to);
  return isEarlyEnough && (from === undefined || next === undefined || next > digestKey(from));
}

async function* nothing(): AsyncGenerator<Buffer> {}
