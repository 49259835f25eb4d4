import { relative } from 'node:path';
import swc from '@swc/jest';

const leadingImports = /^(?:(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*import\b[^;]*;)+/;

/** What is awaited outside of a function cannot stand in a block. */
export const isInBlock = (source) => !/^\S.*\bawait\b/m.test(source);

/**
 * swc, and around all tests of a file a block with the file's name, so that hooks of theirs are for them alone where
 * several files run together. Lines stay where they are.
 */
export default {
  createTransformer(options) {
    const transformer = swc.createTransformer(options);
    const named = (source, path, { config }) => {
      if (!path.endsWith('.test.ts') || !leadingImports.test(source) || !isInBlock(source)) return source;
      const begin = `import { describe as inBlock } from '@jest/globals'; inBlock('${relative(config.rootDir, path)}', () => {`;
      return `${source.replace(leadingImports, (imports) => `${imports} ${begin}`)}\n});`;
    };
    return {
      ...transformer,
      process: (source, path, more) => transformer.process(named(source, path, more), path, more),
      processAsync: (source, path, more) => transformer.processAsync(named(source, path, more), path, more),
      getCacheKey: (source, path, more) => transformer.getCacheKey(named(source, path, more), path, more),
    };
  },
};
