import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildCommand } from '../package/build.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

const rounds = 15;
const budgetMilliseconds = 150;
const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** Says on the way out what the process took, in microseconds. */
const probe = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  console.error(userCPUTime + systemCPUTime);
});`;

/**
 * What `countersign --help` takes of a processor, as the package ships it, over what Node takes to start and do nothing:
 * medians of 15, one and the other in turns, so that whatever else the machine does meets both.
 */
export async function measureCommand(): Promise<Figure[]> {
  // Beside the sources, so that what is not bundled would be found as in a package.
  const folder = mkdtempSync(join(root, 'node_modules/.cache/countersign-command-'));
  try {
    buildCommand(folder);
    return [await figure(join(folder, 'cli/main.js'))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function figure(main: string): Promise<Figure> {
  const [ours, nodes]: [number[], number[]] = [[], []];
  // The first round fills the file cache and does not count.
  for (let round = 0; round <= rounds; round++) {
    const taken = [await busy(main, '--help'), await busy('--eval', '0')] as const;
    if (round === 0) continue;
    ours.push(taken[0]);
    nodes.push(taken[1]);
  }
  const note = `${median(ours).toFixed(0)} ms over ${median(nodes).toFixed(0)} ms`;
  const measured = median(ours) - median(nodes);
  return { what: 'countersign --help', unit: 'milliseconds', measured, budget: budgetMilliseconds, note };
}

/** Milliseconds of processor time of a process of Node's. */
async function busy(...args: string[]): Promise<number> {
  const preloaded = `data:text/javascript,${encodeURIComponent(probe)}`;
  const { stderr } = await run(process.execPath, ['--import', preloaded, ...args]);
  return Number(stderr.trim().split('\n').at(-1)) / 1000;
}
