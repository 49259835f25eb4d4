import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Crew } from './report/crew.ts';
import { exploreFamilies, explorePairs } from './report/exhaustive.ts';
import { replay, sweep } from './report/random.ts';
import { runScenarios } from './report/scenarios.ts';
import { deployment } from './workflow/deployment.ts';

/** Runs the real handlers and the real workflow through failures, under a virtual clock. */
const usage = `npm run simulate -- [--only scenarios|random|exhaustive|pairs]
  --seeds COUNT      how many random seeds (2000)
  --first SEED       the first of them (1)
  --seed SEED        replay this seed alone, and say what happened
  --schedules STRIDE of the exhaustive schedules every Nth (40); 1 is all of them
  --faults STRIDE    of the faults in each every Nth (10); 1 is all of them
  --pairs COUNT      how many pairs of faults beside those of one order (4000)
  --workers COUNT    how many threads share the work (as many as there are cores)`;

const text = { type: 'string' as const };
const { values } = parseArgs({
  options: {
    only: text,
    seeds: text,
    first: text,
    seed: text,
    schedules: text,
    faults: text,
    pairs: text,
    workers: text,
    help: { type: 'boolean' },
  },
});
const count = z.coerce.number().int().min(1);
const parsed = z
  .object({
    only: z.enum(['scenarios', 'exhaustive', 'pairs', 'random']).optional(),
    seeds: count.default(2000),
    first: count.default(1),
    seed: count.optional(),
    schedules: count.default(40),
    faults: count.default(10),
    pairs: count.default(4000),
    workers: count.default(availableParallelism()),
    help: z.boolean().optional(),
  })
  .safeParse(values);
if (!parsed.success || parsed.data.help) {
  console.error(parsed.success ? usage : `${z.prettifyError(parsed.error)}\n${usage}`);
  process.exit(parsed.success ? 0 : 2);
}
const { seed, seeds, first, schedules, faults, pairs, workers, only } = parsed.data;

const deployed = await deployment();
const isAsked = (part: typeof only) => only === undefined || only === part;

async function everything(): Promise<number> {
  let failures = isAsked('scenarios') ? await runScenarios(deployed) : 0;
  const crew = new Crew(workers);
  if (isAsked('random')) failures += await sweep(deployed, crew, { first, seeds });
  if (isAsked('exhaustive')) failures += await exploreFamilies(deployed, crew, { schedules, faults });
  if (isAsked('pairs')) failures += await explorePairs(deployed, crew, pairs);
  await crew.end();
  return failures;
}

const failures = seed === undefined ? await everything() : await replay(deployed, seed);
process.exitCode = failures > 0 ? 1 : 0;
