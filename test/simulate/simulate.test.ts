import { beforeAll, describe, expect, test } from '@jest/globals';
import { Exploration, oneOrder } from '../../simulate/explore/exhaustive.ts';
import { families } from '../../simulate/explore/families.ts';
import { runSeed } from '../../simulate/explore/run-seed.ts';
import { enact, scenarios } from '../../simulate/explore/scenarios.ts';
import { scheduleName } from '../../simulate/explore/schedule.ts';
import { Random } from '../../simulate/random.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';

const patience = 120_000;
let deployed: Deployment;
beforeAll(async () => {
  deployed = await deployment();
}, patience);

const brokenIn = ({ result }: Exploration) =>
  result.failures.map(({ schedule, failure }) => `${scheduleName(schedule)}: ${failure}`);
const seedsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_each, index) => first + index);

describe('every promise holds', () => {
  test(
    'in each race and crash of the list, and what else has a name',
    async () => {
      const broken: string[] = [];
      for (const scenario of scenarios) broken.push(...(await enact(deployed, scenario, 5)).broken);
      expect(broken).toEqual([]);
    },
    patience,
  );

  test.each(families)(
    'in a stride of the exhaustive schedules: $name',
    async (family) => {
      const exploration = new Exploration(deployed, { schedules: 577, faults: 127 });
      await exploration.family(family);
      expect(brokenIn(exploration)).toEqual([]);
      expect(exploration.result.ran).toBeGreaterThan(10);
    },
    patience,
  );

  test(
    'in a stride of the pairs of faults of one order',
    async () => {
      const exploration = new Exploration(deployed, { schedules: 83, faults: 37 });
      await exploration.pairsOfFaults(oneOrder);
      expect(brokenIn(exploration)).toEqual([]);
      expect(exploration.result.ran).toBeGreaterThan(10);
    },
    patience,
  );

  test(
    'with pairs of faults drawn from all the others',
    async () => {
      const exploration = new Exploration(deployed, { schedules: 1, faults: 1 });
      await exploration.drawnPairs(12, new Random(1));
      expect(brokenIn(exploration)).toEqual([]);
      expect(exploration.result.ran).toBe(12);
    },
    patience,
  );

  test(
    'in random seeds',
    async () => {
      const broken: string[] = [];
      for (const seed of seedsFrom(1, 25)) {
        const { failure } = await runSeed(deployed, seed);
        if (failure !== undefined) broken.push(`seed ${seed}: ${String(failure)}`);
      }
      expect(broken).toEqual([]);
    },
    patience,
  );
});

describe('the list of races and crashes', () => {
  test('is covered row by row', () => {
    expect(scenarios.flatMap(({ row }) => row ?? [])).toEqual(seedsFrom(1, 25));
    expect(scenarios.filter(({ cases, plays = [] }) => cases.length + plays.length === 0)).toEqual([]);
  });
});

describe('a run', () => {
  test('happens the same way each time', async () => {
    const [one, other] = [await runSeed(deployed, 7), await runSeed(deployed, 7)];
    const linesOf = ({ stage }: typeof one) => stage.world.timeline.lines(Number.POSITIVE_INFINITY);
    expect(linesOf(other)).toEqual(linesOf(one));
  });
});
