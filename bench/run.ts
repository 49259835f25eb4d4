import type { BenchOptions, Figure, Measurement } from './figure.ts';
import { describeMachine } from './machine.ts';
import { measurements } from './measurements.ts';
import { InvalidOptions, parseOptions } from './options.ts';
import { isMissed, tableOf } from './table.ts';

/** `npm run bench`: prints each budget beside what was measured. Fails only where something could not be measured. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), Object.keys(measurements));
  console.log(describeMachine());
  const figures: Figure[] = [];
  for (const [name, measurement] of Object.entries(measurements)) {
    if (isAskedFor(name, options)) figures.push(...(await take(measurement, options)));
  }
  const budgeted = figures.filter(({ budget }) => budget !== undefined);
  const missed = budgeted.filter(isMissed);
  console.log(`\n${budgeted.length - missed.length} of ${budgeted.length} budgets are met.`);
}

function isAskedFor(name: string, { only, burst, growth, withTests }: BenchOptions): boolean {
  if (only.length > 0) return only.includes(name);
  const longOnes: Record<string, boolean> = { growth, burst: burst > 0, waiting: false, tests: withTests };
  return longOnes[name] ?? true;
}

async function take({ title, measure }: Measurement, options: BenchOptions): Promise<Figure[]> {
  console.log(`\n${title}`);
  const started = performance.now();
  try {
    const figures = await measure(options);
    console.log(tableOf(figures));
    console.log(`  (measured in ${((performance.now() - started) / 1000).toFixed(0)} s)`);
    return figures;
  } catch (error) {
    process.exitCode = 1;
    console.log(`  FAILED: ${error instanceof Error ? error.stack : String(error)}`);
    return [];
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof InvalidOptions)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
