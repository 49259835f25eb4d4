import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of Step Functions' operations, with the lengths of its model (API version 2016-11-23). */
const arn = z.string().min(1).max(256);
const data = z.string().max(262_144);
const reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const taskToken = z.string().min(1).max(2048);

export const startExecution = z.object({
  stateMachineArn: arn,
  name: z.string().min(1).max(80).optional(),
  input: data.default('{}'),
});
export const existingExecution = z.object({ executionArn: arn });
export const stopExecution = z.object({ executionArn: arn, ...reason });
export const sendTaskSuccess = z.object({ taskToken, output: data });
export const sendTaskFailure = z.object({ taskToken, ...reason });
/** 0 means the default page, which is 100 events. */
export const executionHistory = z.object({
  executionArn: arn,
  maxResults: z.number().int().min(0).max(1000).default(0),
  reverseOrder: z.boolean().default(false),
  nextToken: z.string().min(1).max(1024).optional(),
});

/** What StartExecution refuses in a name: white space, brackets, wildcards, special and control characters. */
export const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Parses an input; throws `ValidationException`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => refusal('ValidationException', message));
}

/** All errors of Step Functions that blame the caller are 400. */
export function refusal(name: string, message: string): ModelledError {
  return new ModelledError(name, 400, message);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
