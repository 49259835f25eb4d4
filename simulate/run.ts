import { parseArgs } from 'node:util';
import * as z from 'zod';
import { exploreAll } from './report/exhaustive.ts';
import { replay, sweep } from './report/random.ts';
import { runScenarios } from './report/scenarios.ts';
import { deployment } from './workflow/deployment.ts';

/** Runs the real handlers and the real workflow through failures, under a virtual clock. */
const usage = `npm run simulate -- [--only scenarios|random|exhaustive]
  --seeds COUNT      how many random seeds (2000)
  --first SEED       the first of them (1)
  --seed SEED        replay this seed alone, and say what happened
  --schedules STRIDE of the exhaustive schedules every so manieth (40); 1 is all of them
  --faults STRIDE    of the faults in each every so manieth (10); 1 is all of them`;

const text = { type: 'string' as const };
const { values } = parseArgs({
  options: {
    only: text,
    seeds: text,
    first: text,
    seed: text,
    schedules: text,
    faults: text,
    help: { type: 'boolean' },
  },
});
const count = z.coerce.number().int().min(1);
const parsed = z
  .object({
    only: z.enum(['scenarios', 'exhaustive', 'random']).optional(),
    seeds: count.default(2000),
    first: count.default(1),
    seed: count.optional(),
    schedules: count.default(40),
    faults: count.default(10),
    help: z.boolean().optional(),
  })
  .safeParse(values);
if (!parsed.success || parsed.data.help) {
  console.error(parsed.success ? usage : `${z.prettifyError(parsed.error)}\n${usage}`);
  process.exit(parsed.success ? 0 : 2);
}
const { seed, seeds, first, schedules, faults, only } = parsed.data;

const deployed = await deployment();
let failures = 0;
if (seed !== undefined) {
  failures = await replay(deployed, seed);
} else {
  if (only === undefined || only === 'scenarios') failures += await runScenarios(deployed);
  if (only === undefined || only === 'random') failures += await sweep(deployed, { first, seeds });
  if (only === undefined || only === 'exhaustive')
    failures += await exploreAll(deployed, { schedules, faults });
}
process.exitCode = failures > 0 ? 1 : 0;
