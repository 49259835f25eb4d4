import { bundledDependencies } from './jest.dependencies.js';

export default {
  // Jest's own choice is one worker less than there are cores, which on two cores is one.
  maxWorkers: '100%',
  // A busy machine makes tests slow, not wrong: the limit only ends what hangs.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  moduleNameMapper: await bundledDependencies(),
  testMatch: ['**/*.test.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'lcovonly'],
};
