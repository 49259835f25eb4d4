import { beforeAll, describe, expect, test } from '@jest/globals';
import { Exploration, families } from '../../simulate/explore/exhaustive.ts';
import { runSeed } from '../../simulate/explore/run-seed.ts';
import { enact, scenarios } from '../../simulate/explore/scenarios.ts';
import { scheduleName } from '../../simulate/explore/schedule.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';

const patience = 120_000;
let deployed: Deployment;
beforeAll(async () => {
  deployed = await deployment();
}, patience);

const seedsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_each, index) => first + index);

describe('every promise holds', () => {
  test(
    'in each race and crash of the list',
    async () => {
      const broken: string[] = [];
      for (const scenario of scenarios) broken.push(...(await enact(deployed, scenario)).broken);
      expect(broken).toEqual([]);
    },
    patience,
  );

  test.each(families)(
    'in a stride of the exhaustive schedules: $name',
    async (family) => {
      const exploration = new Exploration(deployed, { schedules: 431, faults: 61 });
      await exploration.family(family);
      const { failures, ran } = exploration.result;
      expect(
        failures.map(({ schedule, ran: { failure } }) => `${scheduleName(schedule)}: ${String(failure)}`),
      ).toEqual([]);
      expect(ran).toBeGreaterThan(10);
    },
    patience,
  );

  test(
    'in random seeds',
    async () => {
      const broken: string[] = [];
      for (const seed of seedsFrom(1, 60)) {
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
