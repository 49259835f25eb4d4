import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { Crew } from './report/crew.ts';
import { exploreFamilies, explorePairs } from './report/exhaustive.ts';
import { replay, sweep } from './report/random.ts';
import { runScenarios } from './report/scenarios.ts';
import { deployment } from './workflow/deployment.ts';

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
};

/** Runs the real handlers and the real workflow through failures, under a virtual clock. */
const command = new Command('npm run simulate --')
  .addOption(new Option('--only <part>').choices(['scenarios', 'random', 'exhaustive', 'pairs']))
  .addOption(new Option('--seeds <count>', 'how many random seeds').argParser(count).default(2000))
  .addOption(new Option('--first <seed>', 'the first of them').argParser(count).default(1))
  .addOption(new Option('--seed <seed>', 'replay this seed alone, and say what happened').argParser(count))
  .addOption(
    new Option('--schedules <stride>', 'of the exhaustive schedules every Nth; 1 is all of them')
      .argParser(count)
      .default(40),
  )
  .addOption(
    new Option('--faults <stride>', 'of the faults in each every Nth; 1 is all of them')
      .argParser(count)
      .default(10),
  )
  .addOption(
    new Option('--pairs <count>', 'how many pairs of faults beside those of one order')
      .argParser(count)
      .default(4000),
  )
  .addOption(
    new Option('--workers <count>', 'how many threads share the work')
      .argParser(count)
      .default(availableParallelism(), 'as many as there are cores'),
  )
  .allowExcessArguments(false)
  .parse();

const { only, seeds, first, seed, schedules, faults, pairs, workers } = z
  .object({
    only: z.enum(['scenarios', 'random', 'exhaustive', 'pairs']).optional(),
    seeds: z.number(),
    first: z.number(),
    seed: z.number().optional(),
    schedules: z.number(),
    faults: z.number(),
    pairs: z.number(),
    workers: z.number(),
  })
  .parse(command.opts());

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
