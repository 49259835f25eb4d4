import { runSeed, type Weathered } from '../explore/run-seed.ts';
import { shortenSeed } from '../explore/shorten.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { faultName } from '../world/call.ts';
import { say, stopwatch, thousands } from './stopwatch.ts';

/** Runs many seeds and says what came of them; returns how many failed. */
export async function sweep(
  deployment: Deployment,
  { first, seeds }: { first: number; seeds: number },
): Promise<number> {
  const seconds = stopwatch();
  const total = { requests: 0, calls: 0, faults: 0, failed: 0 };
  const kinds = new Map<string, number>();
  for (let seed = first; seed < first + seeds; seed++) {
    const ran = await runSeed(deployment, seed);
    total.requests += ran.requests;
    total.calls += ran.stage.world.calls.count;
    total.faults += ran.stage.world.calls.faults.length;
    for (const { fault } of ran.stage.world.calls.faults) {
      const name = faultName(fault).replace(/:.*/, '');
      kinds.set(name, (kinds.get(name) ?? 0) + 1);
    }
    if (ran.failure === undefined) continue;
    total.failed++;
    await explain(deployment, seed, ran);
  }
  const rate = total.requests / seconds();
  say(
    `random: ${thousands(seeds)} seeds from ${first}, ${thousands(total.requests)} requests, ${thousands(total.calls)} calls`,
  );
  say(
    `  ${thousands(total.faults)} faults: ${[...kinds].map(([name, times]) => `${name} ${times}`).join(', ')}`,
  );
  say(`  ${thousands(rate)} requests a second of processor time; ${total.failed} seeds broke an invariant`);
  return total.failed;
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
