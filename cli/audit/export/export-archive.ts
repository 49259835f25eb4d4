import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestPrefix } from '../../../domain/audit/archive-keys.ts';
import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import { SelfExplained } from '../../failure.ts';
import type { Archive, KeptDigest, KeptObject } from '../archive/archive.ts';
import { isTable } from '../tables/make-tables.ts';
import type { Report } from '../verify/finding.ts';
import { align } from './align.ts';
import { eventsFile, type Format, formats, publicKeyFile, signatureFile, uncoveredFile } from './layout.ts';
import { objectsIn } from './lines.ts';
import { filesIn } from './sums.ts';

/** A folder that is no export. */
export class NoExport extends SelfExplained {
  override readonly name = 'NoExport';
}

/** An export in a folder, as an archive. */
export class ExportArchive implements Archive {
  readonly bucket = undefined;
  readonly whole = false;
  readonly #directory: string;
  readonly #format: Format;

  private constructor(directory: string, format: Format) {
    this.#directory = directory;
    this.#format = format;
  }

  /** Throws NoExport if the folder holds none. */
  static async open(directory: string): Promise<ExportArchive> {
    const names = await readdir(directory).catch((): string[] => []);
    const format = formats.find((each) => names.includes(uncoveredFile(each)));
    if (!names.includes('digests') && !format) throw new NoExport(`${directory} holds no export.`);
    return new ExportArchive(directory, format ?? 'jsonl');
  }

  /** The public keys that the export brings along. Throws NoExport if it has no such file. */
  async publicKeys(): Promise<string> {
    return readFile(this.#path(publicKeyFile), 'utf8').catch(() => {
      throw new NoExport(`There is no ${publicKeyFile} in the export; name one with --public-key.`);
    });
  }

  /** Reports files that belong to no digest. */
  async digestKeys(report: Report): Promise<string[]> {
    const names = await filesIn(this.#directory);
    const keys = names.filter((name) => name.startsWith(digestPrefix) && name.endsWith('.json'));
    const belonging = keys.flatMap((key) => [key, signatureFile(key), eventsFile(key, this.#format)]);
    const known = new Set([...belonging, publicKeyFile, uncoveredFile(this.#format)]);
    for (const where of names.filter((name) => !known.has(name) && !isTable(name))) {
      report({ code: 'file-extra', where, what: 'it belongs to no digest of this export' });
    }
    return keys;
  }

  async digest(key: string): Promise<KeptDigest> {
    const signature = await readFile(this.#path(signatureFile(key))).catch(() => undefined);
    return { key, bytes: await readFile(this.#path(key)), signature };
  }

  async *objects({ key, objects }: DigestFile, report: Report): AsyncGenerator<KeptObject> {
    if (objects.length === 0) return;
    const file = eventsFile(key, this.#format);
    yield* align(objects, objectsIn(this.#path(file), this.#format, file, report), file, report);
  }

  uncovered(report: Report): AsyncGenerator<Buffer> {
    const file = uncoveredFile(this.#format);
    return objectsIn(this.#path(file), this.#format, file, report);
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }
}
