import { beforeAll, describe, expect, test } from '@jest/globals';
import { runSeed } from '../../simulate/explore/run-seed.ts';
import { Violation } from '../../simulate/invariants/violation.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';
import { plantedFaults } from './planted-faults.ts';

/** More than any of them took so far. */
const mostSeeds = 200;
const patience = 120_000;

let deployed: Deployment;
beforeAll(async () => {
  deployed = await deployment();
}, patience);

describe('the simulation notices that', () => {
  test.each(plantedFaults)(
    '$name',
    async ({ sabotage, noticedBy }) => {
      let failure: unknown;
      for (let seed = 1; seed <= mostSeeds && failure === undefined; seed++) {
        ({ failure } = await runSeed(deployed, seed, { sabotage }));
      }
      expect(failure).toBeInstanceOf(Violation);
      expect(failure).toMatchObject({ invariant: expect.stringMatching(noticedBy) });
    },
    patience,
  );
});
