import each from './jest.config.js';
import { togetherOrAlone } from './jest.together.js';

/** Runs everything, small files together; `jest.config.js` runs each file by itself. */
export default {
  ...each,
  testMatch: togetherOrAlone().map((path) => `<rootDir>/${path}`),
  transform: Object.fromEntries(
    Object.entries(each.transform).map(([pattern, [, options]]) => [
      pattern,
      ['<rootDir>/jest.in-block.js', options],
    ]),
  ),
};
