import { runSeed, type Weathered } from '../explore/run-seed.ts';
import { shortenSeed } from '../explore/shorten.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { faultName } from '../world/call.ts';
import type { Crew } from './crew.ts';
import { say, sayPace, thousands, total } from './say.ts';

/** Runs many seeds and says what came of them; returns how many failed. */
export async function sweep(
  deployment: Deployment,
  crew: Crew,
  { first, seeds }: { first: number; seeds: number },
): Promise<number> {
  const reports = await crew.do({ part: 'random', first, seeds });
  const kinds = new Map<string, number>();
  for (const { result } of reports)
    for (const [kind, times] of Object.entries(result.faults))
      kinds.set(kind, (kinds.get(kind) ?? 0) + times);
  const faults = [...kinds.values()].reduce((sum, times) => sum + times, 0);
  const requests = total(reports, ({ result }) => result.ran);
  const calls = total(reports, ({ result }) => result.calls);
  const failures = reports.flatMap(({ result }) => result.failures);
  say(
    `random: ${thousands(seeds)} seeds from ${first}, ${thousands(requests)} requests, ${thousands(calls)} calls`,
  );
  say(
    `  ${thousands(faults)} faults: ${[...kinds].map(([name, times]) => `${name} ${thousands(times)}`).join(', ')}`,
  );
  say(`  ${failures.length} seeds broke an invariant`);
  sayPace(reports);
  for (const { seed, failure } of failures) say(`seed ${seed}: ${failure}`);
  for (const { seed } of failures.slice(0, 5))
    await explain(deployment, seed, await runSeed(deployment, seed));
  return failures.length;
}
/** Runs one seed again, and says everything that happened; returns 1 if it fails. */
export async function replay(deployment: Deployment, seed: number): Promise<number> {
  const ran = await runSeed(deployment, seed);
  for (const line of ran.stage.world.timeline.lines(Number.POSITIVE_INFINITY)) say(line);
  if (ran.failure === undefined) say(`seed ${seed}: nothing broken`);
  else await explain(deployment, seed, ran);
  return ran.failure === undefined ? 0 : 1;
}

async function explain(deployment: Deployment, seed: number, { failure, stage }: Weathered): Promise<void> {
  say(`seed ${seed}: ${String(failure)}`);
  for (const line of stage.world.timeline.lines(25)) say(`  ${line}`);
  const kept = await shortenSeed(deployment, seed);
  const { stage: shortest } = await runSeed(deployment, seed, {
    isAllowed: (ordinal) => kept.includes(ordinal),
  });
  say(
    `  enough of its faults: ${shortest.world.calls.faults.map(({ index, fault }) => `${faultName(fault)}@${index}`).join(' ') || 'none'}`,
  );
  say(`  replay: npm run simulate -- --seed ${seed}`);
}
