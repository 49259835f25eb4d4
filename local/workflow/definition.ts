import * as z from 'zod';
import { isContextOrDataPath, isReferencePath } from './paths.ts';

/**
 * As much of the Amazon States Language (https://states-language.net/spec.html, JSONPath) as the workflows use. What
 * is not here is refused, not guessed; nothing is filled in, so that a definition is kept as it was deployed.
 */
const path = z.string().refine(isContextOrDataPath, 'is a path that the local stack does not know');
const place = z.string().refine(isReferencePath, 'is no place for a result').nullable();
const seconds = z.int().min(1).max(99_999_999);
const names = z.array(z.string()).min(1);

const template: z.ZodType<Template> = z
  .record(z.string(), z.unknown())
  .refine(hasOnlyPaths, 'has a member ending in .$ that is no path');
/** A payload template: members whose name ends in `.$` are paths, all others stand for themselves. */
export type Template = Readonly<Record<string, unknown>>;

function hasOnlyPaths(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) =>
    name.endsWith('.$') ? typeof member === 'string' && isContextOrDataPath(member) : hasOnlyPaths(member),
  );
}

const retrier = z.strictObject({
  ErrorEquals: names,
  IntervalSeconds: seconds.exactOptional(),
  MaxAttempts: z.int().min(0).exactOptional(),
  BackoffRate: z.number().min(1).exactOptional(),
  MaxDelaySeconds: seconds.exactOptional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).exactOptional(),
});
const catcher = z.strictObject({ ErrorEquals: names, ResultPath: place.exactOptional(), Next: z.string() });

const comment = { Comment: z.string().exactOptional() };
const goesOn = { Next: z.string().exactOptional(), End: z.literal(true).exactOptional() };
const filters = { InputPath: path.nullable().exactOptional(), OutputPath: path.nullable().exactOptional() };

/** A direct call of a function, the `lambda:invoke` integration, or the latter waiting for its task token. */
const resource = z.string().refine((text) => knownResource.test(text), {
  error: ({ input }) => `has the unknown task resource ${input}`,
});
const knownResource =
  /^arn:aws[\w-]*:(lambda:[^:]+:\d{12}:function:[^:]+|states:::lambda:invoke(\.waitForTaskToken)?)$/;
const task = z.strictObject({
  ...{ ...comment, ...goesOn, ...filters },
  Type: z.literal('Task'),
  Resource: resource,
  Parameters: template.exactOptional(),
  ResultSelector: template.exactOptional(),
  ResultPath: place.exactOptional(),
  TimeoutSeconds: seconds.exactOptional(),
  Retry: z.array(retrier).exactOptional(),
  Catch: z.array(catcher).exactOptional(),
});
const pass = z.strictObject({
  ...{ ...comment, ...goesOn, ...filters },
  Type: z.literal('Pass'),
  Parameters: template.exactOptional(),
  Result: z.unknown().optional(),
  ResultPath: place.exactOptional(),
});
const wait = z.strictObject({
  ...{ ...comment, ...goesOn, ...filters },
  Type: z.literal('Wait'),
  Seconds: seconds.exactOptional(),
  SecondsPath: path.exactOptional(),
  Timestamp: z.iso.datetime({ offset: true }).exactOptional(),
  TimestampPath: path.exactOptional(),
});
const comparison = z.strictObject({
  Variable: path,
  StringEquals: z.string().exactOptional(),
  NumericEquals: z.number().exactOptional(),
  NumericLessThan: z.number().exactOptional(),
  NumericLessThanEquals: z.number().exactOptional(),
  NumericGreaterThan: z.number().exactOptional(),
  NumericGreaterThanEquals: z.number().exactOptional(),
  BooleanEquals: z.boolean().exactOptional(),
  IsPresent: z.boolean().exactOptional(),
  IsNull: z.boolean().exactOptional(),
});
export type Comparison = z.output<typeof comparison>;
export type Rule = Comparison | { And: Rule[] } | { Or: Rule[] } | { Not: Rule };

const comparesOnce = (rule: object) =>
  Object.keys(rule).filter((name) => name !== 'Variable' && name !== 'Next').length === 1;
const once = 'makes not exactly one comparison';
const rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([comparison.refine(comparesOnce, once), all, either, not]),
);
const all = z.strictObject({ And: z.array(rule).min(1) });
const either = z.strictObject({ Or: z.array(rule).min(1) });
const not = z.strictObject({ Not: rule });
const next = { Next: z.string() };

const choice = z.strictObject({
  ...{ ...comment, ...filters },
  Type: z.literal('Choice'),
  Choices: z
    .array(
      z.union([
        comparison.extend(next).refine(comparesOnce, once),
        all.extend(next),
        either.extend(next),
        not.extend(next),
      ]),
    )
    .min(1),
  Default: z.string().exactOptional(),
});
const succeed = z.strictObject({ ...{ ...comment, ...filters }, Type: z.literal('Succeed') });
const fail = z.strictObject({
  ...comment,
  Type: z.literal('Fail'),
  Error: z.string().exactOptional(),
  Cause: z.string().exactOptional(),
});

const state = z.discriminatedUnion('Type', [task, pass, wait, choice, succeed, fail]);
export type State = z.output<typeof state>;
export type TaskState = z.output<typeof task>;
export type WaitState = z.output<typeof wait>;
export type ChoiceState = z.output<typeof choice>;
export type Retrier = z.output<typeof retrier>;

export const definitionSchema = z
  .strictObject({ ...comment, StartAt: z.string(), States: z.record(z.string(), state) })
  .superRefine(({ StartAt, States }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    for (const name of [StartAt, ...Object.values(States).flatMap(followers)]) {
      if (!Object.hasOwn(States, name)) refuse(`leads to ${name}, which is no state`);
    }
    for (const [name, each] of Object.entries(States)) {
      if (goesNowhere(each)) refuse(`${name} has neither Next nor End, or both`);
      if (each.Type === 'Wait' && waits.filter((member) => each[member] !== undefined).length !== 1) {
        refuse(`${name} waits for not exactly one thing`);
      }
    }
  });
export type Definition = z.output<typeof definitionSchema>;

const waits = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] as const;

/** The states that a state names as those that may follow. */
function followers(each: State): string[] {
  switch (each.Type) {
    case 'Task':
      return [each.Next ?? [], (each.Catch ?? []).map(({ Next }) => Next)].flat();
    case 'Pass':
    case 'Wait':
      return [each.Next ?? []].flat();
    case 'Choice':
      return [each.Default ?? [], each.Choices.map(({ Next }) => Next)].flat();
    case 'Succeed':
    case 'Fail':
      return [];
  }
}

function goesNowhere(each: State): boolean {
  if (each.Type !== 'Task' && each.Type !== 'Pass' && each.Type !== 'Wait') return false;
  return (each.Next === undefined) === (each.End === undefined);
}
