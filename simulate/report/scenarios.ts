import { runSchedule } from '../explore/run-schedule.ts';
import { scenarios } from '../explore/scenarios.ts';
import { scheduleName } from '../explore/schedule.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { say } from './stopwatch.ts';

/** Runs every row of the list of races and crashes; returns how many schedules failed. */
export async function runScenarios(deployment: Deployment): Promise<number> {
  let failed = 0;
  for (const { row, what, schedules, also } of scenarios) {
    for (const schedule of schedules) {
      const { failure } = await runSchedule(deployment, schedule);
      if (failure === undefined) continue;
      failed++;
      say(`row ${row}: ${scheduleName(schedule)}: ${String(failure)}`);
    }
    say(`row ${row}: ${what}: ${schedules.length} schedules${also && `; ${also}`}`);
  }
  return failed;
}
