import * as z from 'zod';

/** What the local stack answers, as far as measurements read it. */
export const requestType = z.object({
  type: z.string(),
  example: z.object({ justification: z.string(), parameters: z.record(z.string(), z.unknown()) }),
});
/** `label`: how a request that is not the type's example is called. */
export type RequestType = z.output<typeof requestType> & { label?: string };

const counts = z.record(z.string(), z.number());
export const meterReport = z.object({
  stateTransitions: z.number(),
  invocations: counts,
  awsCalls: counts,
  slackCalls: counts,
  dynamodb: z.object({ readUnits: z.number(), writeUnits: z.number() }),
});
export type MeterReport = z.output<typeof meterReport>;

export const requestAnswer = z.object({ id: z.string(), status: z.string() });
export const messages = z.array(z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }));
export const executions = z.object({ executions: z.array(z.object({ status: z.string() })) });
