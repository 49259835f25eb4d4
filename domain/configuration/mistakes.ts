import type * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { type Configuration, configurationSchema } from './configuration.ts';
import { expectedAt, expectedNameAt, optionsAt, wordsAt } from './expectation.ts';

type Issue = z.core.$ZodIssue;
type Path = PropertyKey[];

/** A configuration with its defaults, or one sentence for each mistake in it: where it is, what is wrong, what to write. */
export type Reading = { configuration: Configuration } | { sentences: string[] };

/** Reads what `countersign.config.ts` exports. Throws nothing. */
export function readConfiguration(input: unknown): Reading {
  const read = configurationSchema.safeParse(input, { reportInput: true, error: unsaid });
  if (read.success) return { configuration: read.data };
  const issues = withoutMisspelt(read.error.issues.flatMap((issue) => leaves(issue, [])));
  return { sentences: issues.flatMap(sentencesOf) };
}

/** Where the schema has no words of its own, the sentences below have: they know the place. */
const unsaid = () => '';

/** What is wrong with a value that fits none of several forms: what is wrong with the one that was meant, if one was. */
function leaves(issue: Issue, base: Path): Issue[] {
  const path = [...base, ...issue.path];
  const own = { ...issue, path };
  if (issue.code !== 'invalid_union') return [own];
  const forms = issue.errors
    .filter((form) => !form.some(isOfAnotherKind))
    .map((form) => withoutMisspelt(form.flatMap((leaf) => leaves(leaf, path))))
    .sort((a, b) => mistakesIn(a) - mistakesIn(b));
  const [closest, second] = forms;
  const isClear = closest && (!second || mistakesIn(closest) < mistakesIn(second));
  return isClear ? closest : [own];
}

/** Text where an object is asked for, say: what is wrong with such a form tells nothing. */
function isOfAnotherKind({ path, code }: Issue): boolean {
  return path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_format'].includes(code);
}

function mistakesIn(form: readonly Issue[]): number {
  return form.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

/** What is missing under its name, and is there under a misspelt one, is one mistake and not two. */
function withoutMisspelt(issues: Issue[]): Issue[] {
  const meant = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => placeOf([...issue.path, meantBy(name, issue.path) ?? name]))
      : [],
  );
  return issues.filter((issue) => !(isMissing(issue) && meant.includes(placeOf(issue.path))));
}

function meantBy(name: string, path: Path): string | undefined {
  return nearest(name, optionsAt(path));
}

function isMissing({ code, input }: Issue): boolean {
  return input === undefined && ['invalid_type', 'invalid_value', 'invalid_union'].includes(code);
}

function sentencesOf(issue: Issue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => unknown(name, issue.path));
  if (issue.code === 'invalid_key') return [unusable(issue.path)];
  return [sentence(issue.path, issue.message || whatToWrite(issue))];
}

function whatToWrite(issue: Issue): string {
  const expected = expectedAt(issue.path);
  return isMissing(issue)
    ? `it is missing; write ${expected}`
    : `it cannot be ${shown(issue.input)}; ${didYouMean(issue) ?? `write ${expected}`}`;
}

function didYouMean({ input, path }: Issue): string | undefined {
  const word = typeof input === 'string' ? nearest(input, wordsAt(path)) : undefined;
  return word === undefined ? undefined : `did you mean '${word}'?`;
}

/** A name that is none of the options at its place. */
function unknown(name: string, path: Path): string {
  const meant = meantBy(name, path);
  const instead =
    meant === undefined
      ? `remove it; the options here are ${optionsAt(path).join(', ')}`
      : `did you mean ${meant}?`;
  return sentence([...path, name], `there is no such option; ${instead}`);
}

function unusable(path: Path): string {
  const parent = path.slice(0, -1);
  const name = String(path.at(-1));
  if (optionsAt(parent).length > 0) return unknown(name, parent);
  return sentence(path, `it cannot be named so; a name is ${expectedNameAt(parent)}`);
}

function sentence(path: Path, text: string): string {
  return `${placeOf(path)}: ${text}${text.endsWith('?') ? '' : '.'}`;
}

/** As one would write it in the file: `approvals[0].window`. */
function placeOf(path: readonly PropertyKey[]): string {
  const name = path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[\w-]+$/.test(String(key)) ? `.${String(key)}` : `['${String(key)}']`;
    })
    .join('');
  return name.replace(/^\./, '') || 'the configuration';
}

/** Longer text is cut: it is there to be recognized. */
const maxShown = 60;

function shown(input: unknown): string {
  if (Array.isArray(input)) return input.length === 0 ? 'an empty list' : 'a list';
  switch (typeof input) {
    case 'string':
      return JSON.stringify(input.length > maxShown ? `${input.slice(0, maxShown)}…` : input);
    case 'object':
      return input === null ? 'null' : `{ ${Object.keys(input).join(', ')} }`.replace('{  }', '{}');
    case 'function':
      return 'a function';
    default:
      return String(input);
  }
}
