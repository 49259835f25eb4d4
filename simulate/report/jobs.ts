import { Exploration, type Explored, oneOrder, type Share, type Stride } from '../explore/exhaustive.ts';
import { families } from '../explore/families.ts';
import { runSeed } from '../explore/run-seed.ts';
import { Random } from '../random.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { faultName } from '../world/call.ts';

/** Something to explore, whole or in shares. */
export type Job =
  | { part: 'random'; first: number; seeds: number }
  | { part: 'family'; name: string; stride: Stride }
  | { part: 'one order' }
  | { part: 'drawn'; pairs: number };

/** What random seeds came to. */
export interface Swept {
  ran: number;
  calls: number;
  faults: Record<string, number>;
  failures: { seed: number; failure: string }[];
}

export type JobOf<Part extends Job['part']> = Extract<Job, { part: Part }>;

/** Runs one share of random seeds. */
export async function sweepSeeds(
  deployment: Deployment,
  { first, seeds }: JobOf<'random'>,
  { index, of }: Share,
): Promise<Swept> {
  const swept: Swept = { ran: 0, calls: 0, faults: {}, failures: [] };
  for (let seed = first + index; seed < first + seeds; seed += of) {
    const { requests, stage, failure } = await runSeed(deployment, seed);
    swept.ran += requests;
    swept.calls += stage.world.calls.count;
    for (const { fault } of stage.world.calls.faults) {
      const kind = faultName(fault).replace(/:.*/, '');
      swept.faults[kind] = (swept.faults[kind] ?? 0) + 1;
    }
    if (failure !== undefined) swept.failures.push({ seed, failure: String(failure) });
  }
  return swept;
}

/** Runs one share of an exploration. */
export async function explore(
  deployment: Deployment,
  job: Exclude<Job, { part: 'random' }>,
  share: Share,
): Promise<Explored> {
  const stride = job.part === 'family' ? job.stride : { schedules: 1, faults: 1 };
  const exploration = new Exploration(deployment, stride, share);
  if (job.part === 'one order') await exploration.pairsOfFaults(oneOrder);
  else if (job.part === 'drawn')
    await exploration.drawnPairs(Math.ceil(job.pairs / share.of), new Random(share.index));
  else for (const family of families) if (family.name === job.name) await exploration.family(family);
  return exploration.result;
}
