import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

let prepared: Promise<URL> | undefined;

/**
 * The worker's code as JavaScript in a `data:` URL, made once a process: a worker that has to strip the types itself
 * takes 90 ms to start instead of 45.
 */
export function workerModule(): Promise<URL> {
  prepared ??= prepare();
  return prepared;
}

async function prepare(): Promise<URL> {
  const source = await readFile(new URL('./worker.ts', import.meta.url), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node24' });
  // Without a name of its own, a stack trace would show the whole URL.
  return new URL(`data:text/javascript,${encodeURIComponent(`${code}\n//# sourceURL=lambda-runtime.mjs`)}`);
}
