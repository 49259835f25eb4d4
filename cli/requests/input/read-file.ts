import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Failure } from '../../failure.ts';

/** Text with the name that its problems are told under. */
export interface Source {
  name: string;
  text: string;
}

/** The API takes 64 KiB; blanks of a pretty file come on top. */
const maxBytes = 1024 * 1024;

/** Reads a file, or standard input where the name is `-`. Throws Failure with what is wrong with it. */
export async function readSource(file: string, input: Readable): Promise<Source> {
  const name = file === '-' ? '(standard input)' : file;
  const bytes = file === '-' ? await readStream(input, name) : await readNamed(file);
  const text = textOf(bytes, name);
  if (text.trim() === '') throw new Failure('empty-file', `${name} is empty.`, skeletonAdvice);
  return { name, text };
}

/** Where an example is to be had. */
export const skeletonAdvice = 'countersign request TYPE --skeleton prints an example to start from.';

async function readNamed(file: string): Promise<Buffer> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new Failure('directory', `${file} is a directory.`, 'Name a file in it.');
    if (found.size > maxBytes) throw tooLarge(file, found.size);
    return await readFile(file);
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Failure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Failure('no-such-file', `There is no file ${file}.`, `Check the name. ${skeletonAdvice}`);
  }
  return new Failure('unreadable-file', `${file} cannot be read (${code}).`, 'Check its permissions.');
}

async function readStream(input: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw tooLarge(name, size);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string, size: number): Failure {
  const what = `${name} has ${(size / 1024 / 1024).toFixed(1)} MiB or more; a submission has at most 64 KiB.`;
  return new Failure('too-large', what, 'Check that it is the right file; split what it asks for.');
}

function textOf(bytes: Buffer, name: string): string {
  try {
    // A byte order mark is left out by itself.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(
      'not-utf-8',
      `${name} is no text in UTF-8.`,
      'Save it as UTF-8, or check that it is the right file.',
    );
  }
}
