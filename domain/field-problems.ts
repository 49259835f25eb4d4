import * as z from 'zod';
import type { FieldProblem } from './problem.ts';
import { pointerTo } from './problem.ts';
import { nearest } from './text/nearest.ts';

/** A parsed value, or everything that is wrong with the input. */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; problems: FieldProblem[] };

/**
 * Parses `input` with a schema and turns every issue into a field problem, pointers starting at `base`.
 * `refusals` gives the reason for fields that exist in the API but are refused here.
 */
export function parseFields<Value>(
  schema: z.ZodType<Value>,
  input: unknown,
  base: string,
  refusals: Readonly<Record<string, string>> = {},
): Parsed<Value> {
  const parsed = schema.safeParse(input, { error: explain });
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => {
    const pointer = pointerTo(base, ...issue.path.map(String));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        unknownField(pointerTo(pointer, key), key, fieldsAt(schema, issue.path), refusals),
      );
    return [{ pointer, code: codeOf(issue, valueAt(input, issue.path)), detail: issue.message }];
  });
  return { ok: false, problems: firstProblems(problems, base) };
}

/** An answer with more problems than this helps nobody, and could outgrow what API Gateway passes on. */
const maxProblems = 100;

/** The first problems, with a last one that says so, at `base`, if there are too many to tell. */
export function firstProblems(problems: readonly FieldProblem[], base: string): FieldProblem[] {
  if (problems.length <= maxProblems) return [...problems];
  const detail = 'More problems are not listed; correct these first.';
  return [...problems.slice(0, maxProblems), { pointer: base, code: 'too-many-problems', detail }];
}

function unknownField(
  pointer: string,
  key: string,
  known: readonly string[],
  refusals: Readonly<Record<string, string>>,
): FieldProblem {
  const reason = Object.hasOwn(refusals, key) ? refusals[key] : undefined;
  if (reason !== undefined) return { pointer, code: 'refused-field', detail: reason };
  return { pointer, code: 'unknown-field', detail: `No such field. ${adviceAbout(key, known)}` };
}

function adviceAbout(key: string, known: readonly string[]): string {
  const same = known.find((name) => name.toLowerCase() === key.toLowerCase());
  if (same) return `Names are case-sensitive: did you mean ${same}?`;
  const meant = nearest(key, known);
  return meant ? `Did you mean ${meant}?` : 'Remove it, or check its spelling.';
}

/** The names of the fields that an object at this place of a schema may have. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray && step !== undefined) return fieldsAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[String(step)], rest);
}

const lengthCodes = {
  string: { too_small: 'too-short', too_big: 'too-long' },
  array: { too_small: 'too-few', too_big: 'too-many' },
  number: { too_small: 'too-small', too_big: 'too-big' },
} as const;

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'custom') return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid';
  if (value === undefined) return 'missing';
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return lengthCodes[measureOf(issue.origin)][issue.code];
  if (issue.code === 'invalid_format') return 'pattern';
  if (issue.code === 'invalid_value') return 'invalid-value';
  return 'wrong-type';
}

function measureOf(origin: string): keyof typeof lengthCodes {
  return origin === 'string' || origin === 'array' ? origin : 'number';
}

/** Says what is wrong and what would be right; a message given in the schema itself comes first. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'This field is required.';
  if (issue.code === 'invalid_type') return `Must be ${nameOf(issue.expected)}${butIs(issue.input)}.`;
  if (issue.code === 'invalid_union') return `Must be of another type${butIs(issue.input)}.`;
  if (issue.code === 'invalid_value') return `Must be one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_small') return `Must ${amountOf(issue.origin, 'at least', issue.minimum)}.`;
  if (issue.code === 'too_big') return `Must ${amountOf(issue.origin, 'at most', issue.maximum)}.`;
  return undefined;
};

function amountOf(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function nameOf(expected: string): string {
  return typeNames[expected] ?? expected;
}

function butIs(value: unknown): string {
  if (value === null) return ', not null; leave the field out if it has no value';
  if (Array.isArray(value)) return ', not a list';
  if (typeof value === 'number') return Number.isInteger(value) ? ', not a number' : `, not ${value}`;
  return typeof value === 'object' ? ', not an object' : `, not a ${typeof value}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, step)?.value
        : undefined,
    input,
  );
}
