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
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    throw new ConfigurationMistakes([`${path}: it cannot be loaded: ${reason}`]);
  }
}
