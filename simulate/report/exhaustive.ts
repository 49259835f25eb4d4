import type { Explored, Stride } from '../explore/exhaustive.ts';
import { families } from '../explore/families.ts';
import { runSchedule } from '../explore/run-schedule.ts';
import { type Schedule, scheduleName } from '../explore/schedule.ts';
import { shortenSchedule } from '../explore/shorten.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { Crew, Report } from './crew.ts';
import { say, sayPace, thousands, total } from './say.ts';

/** Explores every family; returns how many schedules failed. */
export async function exploreFamilies(deployment: Deployment, crew: Crew, stride: Stride): Promise<number> {
  let failed = 0;
  for (const { name } of families) {
    const reports = await crew.do({ part: 'family', name, stride });
    const undisturbed = Math.max(...reports.map(({ result }) => result.undisturbed));
    failed += await told(deployment, `exhaustive, ${name}`, reports, undisturbed);
  }
  return failed;
}

/** Explores pairs of faults: all of one order, and so many drawn of the others; returns how many schedules failed. */
export async function explorePairs(deployment: Deployment, crew: Crew, pairs: number): Promise<number> {
  const all = await crew.do({ part: 'one order' });
  const firsts = Math.max(...all.map(({ result }) => result.undisturbed));
  const failed = await told(deployment, 'pairs of faults in one order', all, firsts);
  const drawn = await crew.do({ part: 'drawn', pairs });
  const orders = 4 * 720;
  return failed + (await told(deployment, 'pairs of faults in the other orders and types', drawn, orders));
}

/** Says what an exploration came to; `pieces`: how many there are of what it looked at. */
async function told(
  deployment: Deployment,
  name: string,
  reports: readonly Report<Explored>[],
  pieces: number,
): Promise<number> {
  const sum = (of: (explored: Explored) => number) => total(reports, ({ result }) => of(result));
  const looked = sum((each) => each.looked);
  const counted = sum((each) => each.counted);
  const all = looked === pieces ? thousands(counted) : `about ${thousands((counted * pieces) / looked)}`;
  const failures = reports.flatMap(({ result }) => result.failures);
  const [ran, calls, faults] = [
    sum((each) => each.ran),
    sum((each) => each.calls),
    sum((each) => each.faults),
  ];
  say(`${name}: ${all} schedules, ${thousands(ran)} of them run`);
  say(`  ${thousands(calls)} calls, ${thousands(faults)} faults; ${failures.length} broke an invariant`);
  sayPace(reports);
  for (const { schedule } of failures.slice(0, 5)) await explain(deployment, schedule);
  return failures.length;
}

async function explain(deployment: Deployment, schedule: Schedule): Promise<void> {
  const shortest = await shortenSchedule(deployment, schedule);
  const { failure, stage } = await runSchedule(deployment, shortest);
  say(`${scheduleName(schedule)}: ${String(failure)}`);
  say(`  shortest: ${scheduleName(shortest)}`);
  for (const line of stage.world.timeline.lines(25)) say(`  ${line}`);
}
