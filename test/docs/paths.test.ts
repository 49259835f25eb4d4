import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\n');
const folders = new Set(tracked.filter((path) => path.includes('/')).map((path) => path.split('/', 1)[0]));

/** Decisions tell of the past, and a changelog does too. */
const documents = tracked.filter(
  (path) =>
    (path.endsWith('.md') && !path.startsWith('docs/decisions/') && path !== 'CHANGELOG.md') ||
    ['knip.json', 'package.json', 'tsconfig.json', 'tsconfig.package.json', '.vscode/launch.json'].includes(
      path,
    ),
);

/** Paths of this project named in a text, from its root; those with a placeholder or wildcard are patterns. */
function pathsIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w./@:$<-])\.?([a-z.]+(?:\/[\w.-]+)+\.(?:ts|js|json|md|yaml|png))\b/g);
  return [...named].map(([, path = '']) => path).filter((path) => folders.has(path.split('/', 1)[0] ?? ''));
}

test.each(documents)('every path that %s names exists', (document) => {
  const text = readFileSync(document, 'utf8');
  const missing = pathsIn(text).filter(
    (path) => !existsSync(path) && !existsSync(join(dirname(document), path)),
  );
  expect(missing).toEqual([]);
});
