import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Figure } from './figure.ts';

/** `npm test`, whose output is left out unless it fails. */
export async function measureTests(): Promise<Figure[]> {
  const started = performance.now();
  const child = spawn('npm', ['test'], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`npm test failed:\n${Buffer.concat(errors).toString('utf8').slice(-2000)}`);
  return [{ what: 'npm test', unit: 'seconds', measured: (performance.now() - started) / 1000, budget: 180 }];
}
