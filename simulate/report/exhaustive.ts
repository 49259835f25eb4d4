import { Exploration, families, type Stride } from '../explore/exhaustive.ts';
import type { Ran } from '../explore/run-schedule.ts';
import { type Schedule, scheduleName } from '../explore/schedule.ts';
import { shortenSchedule } from '../explore/shorten.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { say, stopwatch, thousands } from './stopwatch.ts';

/** The one order whose pairs of faults are explored. */
const everything: Schedule = {
  type: 'rolesanywhere-profile',
  quorum: 2,
  actions: [
    { action: 'approve-b', at: 'rest' },
    { action: 'approve-c', at: 'rest' },
  ],
  faults: [],
};

/** Explores every family, then pairs of faults; returns how many schedules failed. */
export async function exploreAll(deployment: Deployment, stride: Stride): Promise<number> {
  let failed = 0;
  for (const family of families) {
    failed += await explored(deployment, stride, family.name, (exploration) => exploration.family(family));
  }
  const pairs = (exploration: Exploration) => exploration.pairsOfFaults(everything);
  return failed + (await explored(deployment, stride, 'pairs of faults', pairs));
}

async function explored(
  deployment: Deployment,
  stride: Stride,
  name: string,
  explore: (exploration: Exploration) => Promise<void>,
): Promise<number> {
  const seconds = stopwatch();
  const exploration = new Exploration(deployment, stride);
  await explore(exploration);
  const { enumerated, ran, calls, failures } = exploration.result;
  for (const { schedule, ran: one } of failures.slice(0, 5)) await explain(deployment, schedule, one);
  const rate = thousands(ran / seconds());
  say(
    `exhaustive, ${name}: ${thousands(enumerated)} schedules counted, ${thousands(ran)} run, ${thousands(calls)} calls`,
  );
  say(`  ${rate} requests a second of processor time; ${failures.length} broke an invariant`);
  return failures.length;
}

async function explain(deployment: Deployment, schedule: Schedule, { failure, stage }: Ran): Promise<void> {
  say(`${scheduleName(schedule)}: ${String(failure)}`);
  const shortest = await shortenSchedule(deployment, schedule);
  say(`  shortest: ${scheduleName(shortest)}`);
  for (const line of stage.world.timeline.lines(25)) say(`  ${line}`);
}
