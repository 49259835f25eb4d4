import * as z from 'zod';

/*
 * What the commands need of the API's answers. Everything else that a newer API may say is kept, for --json, and words
 * that it may add (a status, a severity) are shown as they are.
 */

const finding = z.looseObject({
  code: z.string(),
  severity: z.string(),
  pointer: z.string(),
  message: z.string(),
});

const operation = z.looseObject({
  operation: z.string(),
  account: z.string(),
  region: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});

const approver = z.union([
  z.looseObject({ user: z.string() }),
  z.looseObject({ group: z.string() }),
  z.looseObject({ role: z.string() }),
  z.looseObject({ iamUser: z.string() }),
]);
export type Approver = z.infer<typeof approver>;
const rule = z.looseObject({ approvers: z.array(approver), window: z.string() });

export const preview = z.looseObject({
  plan: z.array(operation),
  digest: z.string(),
  risk: z.string(),
  findings: z.array(finding),
  rule,
  required: z.int(),
  rejections: z.array(z.looseObject({ code: z.string(), message: z.string() })),
});
export type Preview = z.infer<typeof preview>;

export const caller = z.looseObject({
  principal: z.string(),
  slackUser: z.string().optional(),
  mayRequest: z.array(z.string()),
  mayApprove: z.boolean(),
});

const fieldProblem = z.looseObject({ pointer: z.string(), code: z.string(), detail: z.string() });
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(fieldProblem).optional(),
});

export const accepted = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  digest: z.string(),
  warnings: z.array(z.looseObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});

export const request = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  requester: z.string(),
  justification: z.string(),
  plan: z.array(operation),
  digest: z.string(),
  risk: z.string().optional(),
  findings: z.array(finding).optional(),
  quorum: z.looseObject({ counted: z.int(), required: z.int() }).optional(),
  rule: rule.optional(),
  decisions: z.array(
    z.looseObject({
      verdict: z.string(),
      approver: z.string(),
      at: z.string(),
      machine: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  expiresAt: z.string().optional(),
  stopped: z.looseObject({ at: z.string() }).optional(),
  paused: z.looseObject({ at: z.string() }).optional(),
  result: z.looseObject({ arn: z.string(), adopted: z.boolean() }).optional(),
  failure: z.looseObject({ code: z.string(), message: z.string() }).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Request = z.infer<typeof request>;

const listed = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  requester: z.string(),
  createdAt: z.string(),
  name: z.string().optional(),
  risk: z.string().optional(),
});
export type Listed = z.infer<typeof listed>;
export const page = z.looseObject({ items: z.array(listed), nextCursor: z.string().optional() });

export const types = z.looseObject({
  types: z.array(
    z.looseObject({ type: z.string(), title: z.string(), schema: z.unknown(), example: z.unknown() }),
  ),
});
