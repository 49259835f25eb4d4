import { expect, test } from '@jest/globals';
import { InvalidOptions, parseOptions } from '../../bench/options.ts';

const known = ['startup', 'burst'];

test('without options everything is measured that needs no asking, with 100,000 requests stored', () => {
  expect(parseOptions([], known)).toEqual({
    only: [],
    growth: false,
    stored: 100_000,
    burst: 0,
    slackLimit: false,
    withTests: false,
  });
});

test('a smaller run of some measurements can be asked for', () => {
  const options = parseOptions(['--small', '--only', 'burst,startup', '--burst', '1000'], known);
  expect(options).toMatchObject({ only: ['burst', 'startup'], stored: 10_000, burst: 1000 });
});

test.each([['--only', 'lunch'], ['--burst', 'many'], ['--slack-limit', 'perhaps'], ['--fast'], ['once']])(
  'options that make no sense are named: %s %s',
  (...args) => {
    expect(() => parseOptions(args, known)).toThrow(InvalidOptions);
  },
);
