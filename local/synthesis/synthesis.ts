import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { ConfigurationMistakes } from '../../lib/synthesis/check-configuration.ts';
import { loadConfiguration } from '../../lib/synthesis/load-configuration.ts';
import { StartupProblem } from '../startup-problem.ts';

const root = resolve(import.meta.dirname, '../..');
/** Where synthesized stacks are kept between starts. */
export const keptAssemblies = join(root, 'node_modules/.cache/countersign-assemblies');

/** Everything that a synthesis reads besides the configuration; the lock file stands for the packages. */
const sources = [
  'domain',
  'lambdas',
  'lib',
  'local/synthesis/synthesis-process.ts',
  'package.json',
  'package-lock.json',
];

/** No running stack is this old and still starts functions for the first time. */
const unusedMilliseconds = 7 * 24 * 3600 * 1000;

/**
 * The directory of the stack as synthesized with a configuration file: by an earlier call with the same sources,
 * configuration and packages, else now; `synthesizing` is called first where it is now, which takes seconds. Throws
 * `StartupProblem` for a wrong configuration, and when `signal` ends it early.
 */
export async function synthesizedStack(
  configurationFile: string,
  signal: AbortSignal,
  synthesizing: () => void = () => undefined,
): Promise<string> {
  const directory = join(keptAssemblies, fingerprint(await load(configurationFile)));
  if (markUsed(directory)) return directory;
  synthesizing();
  const unfinished = `${directory}.${randomUUID()}`;
  try {
    await synthesize(configurationFile, unfinished, signal);
    keep(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetUnused();
  return directory;
}

async function load(configurationFile: string): Promise<Configuration> {
  return loadConfiguration(configurationFile).catch((error: unknown) => {
    if (error instanceof ConfigurationMistakes) throw new StartupProblem(error.sentences.join('\n'));
    throw error;
  });
}

/** Of the configuration as it was loaded, so that whatever it reads or computes counts, and of all sources. */
function fingerprint(configuration: Configuration): string {
  const hash = createHash('sha256').update(JSON.stringify(configuration));
  for (const path of sources.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(`\0${path}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 32);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** In a process of its own. The configuration is checked: what fails now is a mistake of ours, and already on stderr. */
async function synthesize(configurationFile: string, outdir: string, signal: AbortSignal): Promise<void> {
  const child = fork(join(import.meta.dirname, 'synthesis-process.ts'), [configurationFile, outdir], {
    execArgv: [],
    signal,
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new StartupProblem('The stack could not be synthesized.');
}

/** False if the directory is not there. */
function markUsed(directory: string): boolean {
  try {
    const now = new Date();
    utimesSync(directory, now, now);
    return true;
  } catch {
    return false;
  }
}

/** In one rename, so that a directory that is there is whole. Whoever was quicker has made the same. */
function keep(unfinished: string, directory: string): void {
  mkdirSync(keptAssemblies, { recursive: true });
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    if (!markUsed(directory)) throw error;
  }
}

function forgetUnused(): void {
  for (const name of readdirSync(keptAssemblies)) {
    const path = join(keptAssemblies, name);
    const usedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (usedAt < Date.now() - unusedMilliseconds) rmSync(path, { recursive: true, force: true });
  }
}
