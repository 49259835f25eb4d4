import { beforeAll, describe, expect, test } from '@jest/globals';
import { runSchedule } from '../../simulate/explore/run-schedule.ts';
import { runSeed } from '../../simulate/explore/run-seed.ts';
import { Violation } from '../../simulate/invariants/violation.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';
import type { Planted } from './planted.ts';
import { plantedFaults } from './planted-faults.ts';

/** More than any of them took so far. */
const seeds = Array.from({ length: 100 }, (_each, index) => index + 1);
const patience = 120_000;

let deployed: Deployment;
beforeAll(async () => {
  deployed = await deployment();
}, patience);

function runsOf({ sabotage, schedules, play }: Planted): (() => Promise<{ failure: unknown }>)[] {
  if (play) return [() => play(deployed, sabotage)];
  return schedules
    ? schedules.map((schedule) => () => runSchedule(deployed, schedule, sabotage))
    : seeds.map((seed) => () => runSeed(deployed, seed, { sabotage }));
}

describe('the simulation notices that', () => {
  test.each(plantedFaults)(
    '$name',
    async (planted) => {
      const { noticedBy } = planted;
      const runs = runsOf(planted);
      let failure: unknown;
      for (const run of runs) {
        ({ failure } = await run());
        if (failure !== undefined) break;
      }
      expect(failure).toBeInstanceOf(Violation);
      expect(failure).toMatchObject({ invariant: expect.stringMatching(noticedBy) });
    },
    patience,
  );
});
