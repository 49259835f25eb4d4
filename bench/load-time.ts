import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Figure } from './figure.ts';
import { type BundlePair, withBundles } from './sdk-bundle.ts';
import { median } from './statistics.ts';

const rounds = 10;
const run = promisify(execFile);
/** Times the import alone, without the start of Node. */
const probe =
  'const start = performance.now(); await import(process.argv[1]); console.log(performance.now() - start);';

/**
 * How long a function's module takes to load in a fresh process, over what its SDK clients alone take: medians of 10,
 * one and the other in turns, so that whatever else the machine does meets both.
 */
export function measureLoadTime(): Promise<Figure[]> {
  return withBundles(async (pairs) => {
    const figures: Figure[] = [];
    for (const pair of pairs) figures.push(await measurePair(pair));
    return figures;
  });
}

async function measurePair({ name, sdk, own, sdkOnly }: BundlePair): Promise<Figure> {
  const times: { own: number; sdkOnly: number }[] = [];
  // The first round fills the file cache and does not count.
  for (let round = 0; round <= rounds; round++) {
    times.push({ own: await load(own), sdkOnly: sdk.size > 0 ? await load(sdkOnly) : 0 });
  }
  const counted = times.slice(1);
  const [ours, alone] = [
    median(counted.map((each) => each.own)),
    median(counted.map((each) => each.sdkOnly)),
  ];
  if (sdk.size === 0)
    return { what: name, unit: 'milliseconds', measured: ours, note: 'no SDK client to compare with' };
  const note = `${ours.toFixed(0)} ms over ${alone.toFixed(0)} ms`;
  return { what: name, unit: 'ratio', measured: ours / alone, budget: 1.25, note };
}

async function load(path: string): Promise<number> {
  const args = ['--input-type=module', '--eval', probe, '--', pathToFileURL(path).href];
  // As the template sets it: reading source maps is part of what loading takes.
  const env = { ...process.env, AWS_REGION: 'us-east-1', NODE_OPTIONS: '--enable-source-maps' };
  const { stdout } = await run(process.execPath, args, { env });
  return Number(stdout);
}
