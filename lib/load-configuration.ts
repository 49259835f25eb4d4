import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as z from 'zod';
import { type Configuration, configurationSchema } from '../domain/configuration.ts';

/** A configuration that cannot be used: one sentence a mistake. */
export class ConfigurationMistakes extends Error {
  override readonly name = 'ConfigurationMistakes';
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

/** Loads and checks a configuration file, its path relative to the working directory. Throws ConfigurationMistakes. */
export async function loadConfiguration(path: string): Promise<Configuration> {
  const checked = configurationSchema.safeParse(await defaultExport(path));
  if (checked.success) return checked.data;
  throw new ConfigurationMistakes(checked.error.issues.flatMap(leaves).map((issue) => sentence(path, issue)));
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

type Issue = z.core.$ZodIssue;

/** What is wrong with a value that fits none of several forms: what is wrong with the form that comes closest. */
function leaves(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const forms = issue.errors.map((form) => form.flatMap(leaves));
  const [closest = []] = forms.sort((a, b) => distance(a) - distance(b));
  return closest.map((leaf) => ({ ...leaf, path: [...issue.path, ...leaf.path] }));
}

/** A value of another kind altogether is farther off than any number of wrong fields. */
function distance(form: readonly Issue[]): number {
  return form.reduce((sum, { path }) => sum + (path.length === 0 ? 100 : 1), 0);
}

function sentence(path: string, { path: field, message }: Issue): string {
  const name = field.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path}: ${name.replace(/^\./, '') || 'the configuration'}: ${message}.`;
}
