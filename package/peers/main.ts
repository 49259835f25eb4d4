/*
 * Tries the package with older versions of what it is used with, and says which are the lowest that work. It downloads
 * them, for minutes: no part of the tests. Exit code 1: `peerDependencies` say something else.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { lowestThat } from './lowest.ts';
import { Trial } from './trial.ts';

const root = join(import.meta.dirname, '../..');
const { peerDependencies, devDependencies } = z
  .object({
    peerDependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** The releases of a package up to the one that the tests use, the oldest first. */
function releases(name: string): string[] {
  const printed = execFileSync('npm', ['view', name, 'versions', '--json'], { encoding: 'utf8' });
  const all = z.array(z.string()).parse(JSON.parse(printed));
  const own = all.filter(
    (version) => /^\d+\.\d+\.\d+$/.test(version) && version.split('.')[0] === major(name),
  );
  return own.slice(0, own.indexOf(devDependencies[name] ?? '') + 1);
}

function major(name: string): string | undefined {
  return devDependencies[name]?.split('.')[0];
}

const trial = await Trial.prepare(root);
const newest = devDependencies.constructs ?? '';
const cdk = lowestThat(releases('aws-cdk-lib'), (version) =>
  trial.works({ 'aws-cdk-lib': version, constructs: newest }),
);
const constructs = lowestThat(releases('constructs'), (version) =>
  trial.works({ 'aws-cdk-lib': cdk, constructs: version }),
);
const found = { 'aws-cdk-lib': `^${cdk}`, constructs: `^${constructs}` };
console.log(`The lowest that work: ${JSON.stringify(found)}`);
if (JSON.stringify(found) !== JSON.stringify(peerDependencies)) {
  console.log(`package.json says ${JSON.stringify(peerDependencies)}`);
  process.exitCode = 1;
}
