import type * as z from 'zod';
import { type Configuration, configurationSchema } from '../../domain/configuration/configuration.ts';

/** A configuration that cannot be used: one sentence a mistake. */
export class ConfigurationMistakes extends Error {
  override readonly name = 'ConfigurationMistakes';
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

/** Fills in the defaults. Throws ConfigurationMistakes, whose sentences begin with `where` it was written. */
export function checkConfiguration(input: unknown, where: string): Configuration {
  const checked = configurationSchema.safeParse(input);
  if (checked.success) return checked.data;
  throw new ConfigurationMistakes(
    checked.error.issues.flatMap(leaves).map((issue) => sentence(where, issue)),
  );
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

function sentence(where: string, { path: field, message }: Issue): string {
  const name = field.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${where}: ${name.replace(/^\./, '') || 'the configuration'}: ${message}.`;
}
