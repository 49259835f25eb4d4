import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { ConfigurationMistakes, checkConfiguration } from './check-configuration.ts';

/** Loads and checks a configuration file, its path relative to the working directory. Throws ConfigurationMistakes. */
export async function loadConfiguration(path: string): Promise<Configuration> {
  return checkConfiguration(await defaultExport(path), path);
}

async function defaultExport(path: string): Promise<unknown> {
  const module = await load(path);
  if ('default' in module) return module.default;
  throw new ConfigurationMistakes([`${path}: there is no "export default", which is the configuration.`]);
}

async function load(path: string): Promise<object> {
  const file = resolve(path);
  if (!existsSync(file)) {
    throw new ConfigurationMistakes([
      `${path}: there is no such file; write it, or name the one that you have.`,
    ]);
  }
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    const line = lineIn(file, error);
    const place = line === undefined ? path : `${path}:${line}`;
    throw new ConfigurationMistakes([`${place}: it cannot be loaded: ${reason}.`]);
  }
}

/**
 * The line of a file at which loading it failed. Node says it at the top of the stack, for a call that failed as for
 * TypeScript; of JavaScript's own syntax errors it tells only whoever reads its standard error.
 */
function lineIn(file: string, error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const isAboutSyntax = error instanceof Error && error.name === 'SyntaxError';
  return lineAfter(file, stack) ?? (isAboutSyntax ? lineAfter(file, checked(file)) : undefined);
}

function lineAfter(file: string, text: string): string | undefined {
  const [, line] = text.split(file, 2)[1]?.match(/^:(\d+)/) ?? [];
  return line;
}

function checked(file: string): string {
  return spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr;
}
