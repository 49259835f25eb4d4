import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { Report } from '../verify/finding.ts';
import { bytesOf } from './csv.ts';
import type { Format } from './layout.ts';

const newline = 0x0a;

/** Lines of a file, byte for byte; what follows the last line end counts as one. */
export async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    let bytes: Buffer = Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline)) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  }
  if (rest.length > 0) yield rest;
}

/** Bytes of the objects that a file of an export holds. What cannot be read of it is reported, under the name `where`. */
export async function* objectsIn(
  file: string,
  format: Format,
  where: string,
  report: Report,
): AsyncGenerator<Buffer> {
  try {
    if (format === 'jsonl') yield* linesOf(file);
    else for await (const row of rowsOf(file)) yield bytesOf(row);
  } catch (error) {
    if (isMissing(error)) report({ code: 'file-missing', where, what: 'there is no such file' });
    else report({ code: 'file-unreadable', where, what: `it cannot be read: ${textOf(error)}` });
  }
}

function rowsOf(file: string): AsyncIterable<unknown> {
  // Whoever reads the rows hears of what goes wrong with the file: that ends the parser.
  return pipeline(createReadStream(file), parse({ columns: true }), () => undefined);
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
