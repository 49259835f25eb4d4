import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxChain } from '../../bench/longest-chain.ts';

const call = (start: number, end: number) => ({ start, end });

describe('the longest chain of calls', () => {
  test('counts calls at the same time once', () => {
    const calls = [call(0, 10), call(11, 20), call(12, 30), call(31, 40)];
    expect(maxChain(calls)).toEqual([call(0, 10), call(11, 20), call(31, 40)]);
  });

  test('leaves out a long call beside which several short ones follow each other', () => {
    const calls = [call(0, 100), call(1, 10), call(11, 20)];
    expect(maxChain(calls)).toEqual([call(1, 10), call(11, 20)]);
  });

  test('is no longer than any way through calls of which each waits for the one before', () => {
    const durations = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 5 }), takes: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(durations, (steps) => {
        let now = 0;
        const calls = steps.map(({ pause, takes }) => {
          const start = now + pause;
          now = start + takes;
          return call(start, now);
        });
        expect(maxChain(calls)).toEqual(calls);
      }),
    );
  });
});
