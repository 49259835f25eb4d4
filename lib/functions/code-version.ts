import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const packageSchema = z.object({ version: z.string() });

/** As much of the hash as tells any two builds apart. */
const digits = 16;

/**
 * Which Countersign some code is: the package's version and the start of the SHA-256 of the code of all functions, such
 * as `0.1.0+0123456789abcdef`. The same sources and dependencies give the same version on every machine, so that who
 * builds them again can tell whether it was these that ran.
 */
export function codeVersion(code: ReadonlyMap<string, Uint8Array>): string {
  const { version } = packageSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')),
  );
  const hash = createHash('sha256');
  for (const path of [...code.keys()].sort()) {
    const contents = code.get(path) ?? new Uint8Array();
    hash.update(`${path}\0${contents.length}\0`).update(contents);
  }
  return `${version}+${hash.digest('hex').slice(0, digits)}`;
}
