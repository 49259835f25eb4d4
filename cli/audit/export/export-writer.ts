import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CannotRun } from '../cannot-run.ts';
import { sumsFile } from './layout.ts';
import { sumLine } from './sums.ts';

type Objects = AsyncIterable<Buffer> | Iterable<Buffer>;

const lineEnd = Buffer.from('\n');

/** Writes the files of an export into a folder, each once, and what their SHA-256 are. */
export class ExportWriter {
  readonly #directory: string;
  readonly #sums = new Map<string, string>();
  readonly #growing = new Map<string, Hash>();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Throws CannotRun if there is something in the folder. */
  static async begin(directory: string): Promise<ExportWriter> {
    await mkdir(directory, { recursive: true });
    if ((await readdir(directory)).length > 0) throw new CannotRun(`${directory} is not empty.`);
    return new ExportWriter(directory);
  }

  async file(name: string, content: Buffer | string): Promise<void> {
    await this.#write(name, [Buffer.from(content)]);
  }

  /** Writes objects as they come, one to a line. */
  async objects(name: string, objects: Objects): Promise<void> {
    await this.#write(name, lines(objects));
  }

  /** Adds text to the end of a file, which is new the first time. */
  async append(name: string, text: string): Promise<void> {
    const hash = this.#growing.get(name);
    await writeFile(join(this.#directory, name), text, { flag: hash ? 'a' : 'wx' });
    this.#growing.set(name, (hash ?? createHash('sha256')).update(text));
  }

  /** Writes the sums of all that was written. */
  async finish(): Promise<void> {
    for (const [name, hash] of this.#growing) this.#sums.set(name, hash.digest('hex'));
    const names = [...this.#sums.keys()].sort();
    const text = names.map((name) => sumLine(this.#sums.get(name) ?? '', name)).join('');
    await writeFile(join(this.#directory, sumsFile), text, { flag: 'wx' });
  }

  async #write(name: string, chunks: Objects): Promise<void> {
    const path = join(this.#directory, name);
    await mkdir(dirname(path), { recursive: true });
    const hash = createHash('sha256');
    const hashed = async function* (source: Objects) {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(chunks, hashed, createWriteStream(path, { flags: 'wx' }));
    this.#sums.set(name, hash.digest('hex'));
  }
}

async function* lines(objects: Objects): AsyncGenerator<Buffer> {
  for await (const bytes of objects) yield Buffer.concat([bytes, lineEnd]);
}
