import * as z from 'zod';

const retrier = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().default(Number.POSITIVE_INFINITY),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const catcher = z.strictObject({
  ErrorEquals: z.array(z.string()),
  ResultPath: z.string().nullable().default('$'),
  Next: z.string(),
});
const comparison = z.strictObject({ Variable: z.string(), StringEquals: z.string() });

const task = z.strictObject({
  Type: z.literal('Task'),
  Resource: z.string(),
  Parameters: z.record(z.string(), z.unknown()).optional(),
  ResultPath: z.string().nullable().default('$'),
  TimeoutSeconds: z.number(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  Next: z.string().optional(),
  End: z.boolean().optional(),
});
const choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(
    z.union([
      comparison.extend({ Next: z.string() }).transform(({ Next, ...one }) => ({ And: [one], Next })),
      z.strictObject({ And: z.array(comparison), Next: z.string() }),
    ]),
  ),
  Default: z.string(),
});

/** As much of the Amazon States Language as the workflow uses; a definition that uses more is refused, not guessed. */
export const definitionSchema = z.strictObject({
  StartAt: z.string(),
  States: z.record(z.string(), z.discriminatedUnion('Type', [task, choice])),
});
export type Definition = z.output<typeof definitionSchema>;
export type State = Definition['States'][string];
export type TaskState = Extract<State, { Type: 'Task' }>;
export type Retrier = z.output<typeof retrier>;
