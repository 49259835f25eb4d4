import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, freemem, loadavg, release, totalmem, type } from 'node:os';
import * as z from 'zod';

const packages = [
  'aws-cdk-lib',
  'esbuild',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-iam',
  '@aws-sdk/client-ram',
  '@aws-sdk/client-rolesanywhere',
  '@aws-sdk/client-sfn',
  '@slack/web-api',
  'zod',
  'dynalite',
  'aws-local-stepfunctions',
];
const versions = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: versions, devDependencies: versions });

/** What the figures were measured on, a line each; the load tells whether something else ran at the same time. */
export function describeMachine(): string {
  const { dependencies, devDependencies } = manifest.parse(createRequire(import.meta.url)('../package.json'));
  const versionOf = (name: string) => devDependencies[name] ?? dependencies[name];
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  const [load = 0] = loadavg();
  return [
    `Machine   ${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${gigabytes(totalmem())} memory (${gigabytes(freemem())} free), ${type()} ${release()} ${arch()}`,
    `Load      ${load.toFixed(2)} when the run began`,
    `Versions  Node ${process.versions.node}, ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
    `Commit    ${commit()} of ${new Date().toISOString()}`,
  ].join('\n');
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
