import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInBlock } from './jest.in-block.js';

const root = import.meta.dirname;
const folder = 'test/.together';
/** Where files are small and many. */
const small = /^test\/(bench|cli|docs|domain|lambdas|local)\//;
/** So many that both cores have something to do until the end. */
const most = 12;

/**
 * Writes test files that import so many small ones each: Jest makes a world of its own for each file that it runs, and
 * in it loads itself and all that the file imports, which took a third of the time of such files. Returns the paths of
 * these and of all others, which run by themselves.
 */
export function togetherOrAlone() {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.startsWith('.'))
    .map((path) => `test/${path}`)
    .sort();
  const { alone = [], ...groups } = Object.groupBy(files, groupOf);
  const parts = Object.entries(groups).flatMap(([name, group]) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, part) => ({
      path: `${folder}/${name}-${part + 1}.test.ts`,
      files: group.slice(part * most, (part + 1) * most),
    })),
  );
  write(parts);
  return [...parts.map(({ path }) => path), ...alone];
}

function groupOf(file) {
  const [, name] = small.exec(file) ?? [];
  return name !== undefined && isInBlock(readFileSync(join(root, file), 'utf8')) ? name : 'alone';
}

function write(parts) {
  mkdirSync(join(root, folder), { recursive: true });
  for (const name of readdirSync(join(root, folder))) {
    if (!parts.some(({ path }) => path === `${folder}/${name}`)) rmSync(join(root, folder, name));
  }
  for (const { path, files } of parts) {
    const imports = files.map((file) => `import '../${file.slice('test/'.length)}';\n`);
    writeFileSync(join(root, path), imports.join(''));
  }
}
