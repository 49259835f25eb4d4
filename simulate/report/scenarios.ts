import { enact, scenarios } from '../explore/scenarios.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { say } from './say.ts';

/** Runs every scenario; returns how many of their runs failed. */
export async function runScenarios(deployment: Deployment): Promise<number> {
  let failed = 0;
  for (const scenario of scenarios) {
    const { runs, broken } = await enact(deployment, scenario);
    failed += broken.length;
    const name = scenario.row === undefined ? 'beyond the list' : `row ${scenario.row}`;
    say(`${name}: ${scenario.what}: ${runs} runs`);
    for (const line of broken) say(`  ${line}`);
  }
  return failed;
}
