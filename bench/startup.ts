import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { keptAssemblies } from '../local/synthesis/synthesis.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

const runs = 3;
const maxWaitMilliseconds = 120_000;
const root = new URL('..', import.meta.url);

/** `npm start`, as its users run it, until it says that it is ready: the first time, and when nothing changed since. */
export async function measureStartup(): Promise<Figure[]> {
  rmSync(keptAssemblies, { recursive: true, force: true });
  const first = await startOnce();
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await startOnce());
  const later = median(seconds);
  const each = seconds.map((one) => one.toFixed(1)).join(', ');
  return [
    { what: 'first npm start until ready', unit: 'seconds', measured: first, budget: 15 },
    {
      ...{ what: 'later npm start, over the first', unit: 'ratio', measured: later / first, budget: 1 / 3 },
      note: `median of ${each} s`,
    },
  ];
}

async function startOnce(): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: root,
    // A group of its own: npm does not hand every signal on.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: AbortSignal.timeout(maxWaitMilliseconds),
  });
  const ended = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('Countersign is ready')) return (performance.now() - started) / 1000;
    }
    throw new Error('npm start ended before it was ready.');
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}
