import * as z from 'zod';

const json = z.record(z.string(), z.unknown());

export const submittedSchema = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  status: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
});
export type Submitted = z.infer<typeof submittedSchema>;

export const viewSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  digest: z.string(),
  requester: z.string(),
  plan: z.array(z.object({ operation: z.string(), parameters: json })).min(1),
  decisions: z.array(z.looseObject({ verdict: z.string(), approver: z.string(), at: z.string() })),
  expiresAt: z.string().optional(),
  quorum: z.object({ counted: z.number(), required: z.number() }).optional(),
  result: z.looseObject({ arn: z.string() }).optional(),
});
export type View = z.infer<typeof viewSchema>;

const eventSchema = z.looseObject({
  seq: z.number(),
  eventId: z.string(),
  type: z.string(),
  actor: z.looseObject({ kind: z.string(), id: z.string() }),
  detail: json,
  previousHash: z.string(),
  hash: z.string(),
});
export const trailSchema = z.object({
  events: z.array(eventSchema),
  chain: z.object({ valid: z.boolean(), length: z.number(), head: z.string() }),
});
export type Trail = z.infer<typeof trailSchema>;

/** RFC 9457, with `errors` and nothing else. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  errors: z
    .array(
      z.strictObject({ pointer: z.string().regex(/^$|^\//), code: z.string(), detail: z.string().min(1) }),
    )
    .optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

export const messageSchema = z.looseObject({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })),
  thread_ts: z.string().optional(),
  updated: z.boolean(),
  requestId: z.string().optional(),
});
export type Message = z.infer<typeof messageSchema>;

export const clickedSchema = z.object({
  status: z.number(),
  body: z.unknown(),
  replies: z.array(z.looseObject({ text: z.string().optional(), view: json.optional() })),
});
export type Clicked = z.infer<typeof clickedSchema>;

export const resourcesSchema = z.object({
  roles: z.array(json),
  policies: z.array(json),
  profiles: z.array(json),
  permissions: z.array(json),
});

export const meterSchema = z.looseObject({
  stateTransitions: z.number(),
  invocations: z.record(z.string(), z.number()),
  awsCalls: z.record(z.string(), z.number()),
  slackCalls: z.record(z.string(), z.number()),
});
export type Meter = z.infer<typeof meterSchema>;

/** By function: what it asked for, and with a count of 0 what it is granted and never asked for. */
export const accessSchema = z.record(
  z.string(),
  z.array(
    z.strictObject({ action: z.string(), resource: z.string(), allowed: z.boolean(), count: z.number() }),
  ),
);

export const executionsSchema = z.object({
  executions: z.array(z.looseObject({ name: z.string(), status: z.string(), visited: z.array(z.string()) })),
});
export const logsSchema = z.array(z.object({ at: z.string(), function: z.string(), line: z.string() }));
export const doneSchema = z.object({
  done: z.array(z.object({ id: z.string(), actions: z.array(z.string()) })),
});
