import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** What a synthesis depends on; the functions' code is not part of it. */
const sources = [
  'lib/**/*.ts',
  'domain/**/*.ts',
  'lambdas/environment.ts',
  'local/template/**/*.ts',
  'local/workflow/definition.ts',
  'simulate/configuration.ts',
  'simulate/workflow/deployment.ts',
];

/**
 * A JSON value that was made from the sources as they are now: made anew if there is none, for it takes seconds and
 * several test files need it.
 */
export async function kept(name: string, make: () => Promise<unknown>): Promise<unknown> {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root }));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)));
  const folder = join(root, 'node_modules', '.cache', 'countersign');
  const path = join(folder, `${name}-${hash.digest('hex').slice(0, 32)}.json`);
  const found = read(path);
  if (found !== undefined) return found;
  const text = JSON.stringify(await make());
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
  return JSON.parse(text);
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
