import { describe, expect, test } from '@jest/globals';
import { isMissed, tableOf } from '../../bench/table.ts';

describe('the report', () => {
  test('says by how much a budget is missed', () => {
    const table = tableOf([{ what: 'ready', unit: 'seconds', measured: 18, budget: 15 }]);
    expect(table).toMatch(/ready +15\.0 s +18\.0 s +missed by 3\.0 s \(20 %\)/);
  });

  test('calls a budget met that is used up to the last', () => {
    expect(tableOf([{ what: 'invocations', unit: 'count', measured: 6, budget: 6 }])).toMatch(/ 6 +6 +met/);
  });

  test('gives no verdict where there is no budget', () => {
    const figure = { what: 'writes', unit: 'count', measured: 38, note: 'units' } as const;
    expect(isMissed(figure)).toBe(false);
    expect(tableOf([figure])).toMatch(/writes +- +38 +units/);
  });

  test.each([
    [1.25, false],
    [1.254, false],
    [1.256, true],
  ])('counts a ratio of %d with the two digits that it is written with', (measured, missed) => {
    expect(isMissed({ what: 'load time', unit: 'ratio', measured, budget: 1.25 })).toBe(missed);
  });

  test('says that a budget of nothing is missed without dividing by it', () => {
    expect(tableOf([{ what: 'Scans', unit: 'count', measured: 2, budget: 0 }])).toMatch(/missed by 2$/m);
  });
});
