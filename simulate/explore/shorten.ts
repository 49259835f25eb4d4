import type { Deployment } from '../workflow/deployment.ts';
import type { Sabotage } from '../world/options.ts';
import { runSchedule } from './run-schedule.ts';
import { runSeed } from './run-seed.ts';
import type { Schedule } from './schedule.ts';

/** The shortest schedule found that still fails: faults and actions are left out as long as it does. */
export async function shortenSchedule(
  deployment: Deployment,
  schedule: Schedule,
  sabotage?: Sabotage,
): Promise<Schedule> {
  const fails = async (shorter: Schedule) =>
    (await runSchedule(deployment, shorter, sabotage)).failure !== undefined;
  for (const index of schedule.faults.keys()) {
    const shorter = { ...schedule, faults: schedule.faults.toSpliced(index, 1) };
    if (await fails(shorter)) return shortenSchedule(deployment, shorter, sabotage);
  }
  for (const index of schedule.actions.keys()) {
    const shorter = { ...schedule, actions: schedule.actions.toSpliced(index, 1) };
    if (await fails(shorter)) return shortenSchedule(deployment, shorter, sabotage);
  }
  return schedule;
}

/** Which of a seed's faults, by their ordinals, are enough to make it fail; at most so many tries. */
export async function shortenSeed(
  deployment: Deployment,
  seed: number,
  { sabotage, tries = 80 }: { sabotage?: Sabotage; tries?: number } = {},
): Promise<number[]> {
  const fails = async (kept: ReadonlySet<number>) => {
    const options = { isAllowed: (ordinal: number) => kept.has(ordinal), ...(sabotage && { sabotage }) };
    return (await runSeed(deployment, seed, options)).failure !== undefined;
  };
  const { chaos } = await runSeed(deployment, seed, sabotage ? { sabotage } : {});
  let kept = Array.from({ length: chaos.drawn }, (_each, ordinal) => ordinal);
  let left = tries;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && left > 0; left--) {
      const fewer = kept.toSpliced(from, size);
      if (await fails(new Set(fewer))) kept = fewer;
      else from += size;
    }
  }
  return kept;
}
