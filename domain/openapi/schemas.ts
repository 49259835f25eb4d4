import * as z from 'zod';
import { approvalRuleSchema } from '../approval/approval-rule.ts';
import { severities } from '../finding.ts';
import { requestTypeNames } from '../request-types/names.ts';
import type { AnswerName } from '../routes.ts';
import { eventSchema } from '../trail/events.ts';
import { statuses } from '../trail/request.ts';

const time = z.iso.datetime();
const id = z.uuid();

const accepted = z.object({
  id,
  type: z.enum(requestTypeNames),
  status: z.enum(statuses),
  digest: z.string(),
  createdAt: time,
  warnings: z
    .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .describe(
      'Names in a policy document that nothing has, with what was probably meant. They stop nothing.',
    ),
});
const common = z.object({
  id,
  type: z.enum(requestTypeNames),
  status: z.enum(statuses),
  requester: z.string(),
  createdAt: time,
  updatedAt: time,
});
const listed = common.extend({
  name: z
    .string()
    .optional()
    .describe('What it is called; left out of rows that were last written before there was this field.'),
  risk: z.enum(severities).optional().describe('Known once the request is validated.'),
  account: z.string().optional().describe('The account it is asked for.'),
});
const findings = z.array(
  z.object({ code: z.string(), severity: z.enum(severities), pointer: z.string(), message: z.string() }),
);
const plan = z.array(
  z.object({
    operation: z.string(),
    account: z.string(),
    region: z.string(),
    parameters: z.record(z.string(), z.unknown()),
  }),
);
/** What decides: who, how many, within what time. */
const rule = approvalRuleSchema.pick({ approvers: true, quorum: true, window: true });
const preview = z.object({
  plan: plan.describe(
    'The calls that an approval would permit; the nil UUID stands for the id of the request.',
  ),
  digest: z.string().describe('What the request would carry.'),
  risk: z.enum(severities),
  findings,
  rule,
  required: z
    .int()
    .describe('How many approvals it would need: one more than the quorum where nobody can tell who asks.'),
  rejections: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .describe('Why AWS would refuse it; nothing if it would be put to approvers.'),
});
const caller = z.object({
  principal: z.string().describe('The ARN that is the requester of what is asked for now.'),
  slackUser: z.string().optional().describe('Left out where nobody is known, or Slack does not answer.'),
  mayRequest: z.array(z.enum(requestTypeNames)),
  mayApprove: z.boolean().describe('Through Slack or as an IAM principal, under one rule at least.'),
});
const request = common.extend({
  account: z.string().optional().describe('Where it takes effect.'),
  region: z.string().optional(),
  justification: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  plan,
  digest: z.string(),
  risk: z.enum(severities).optional(),
  findings: findings.optional(),
  quorum: z.object({ counted: z.int(), required: z.int() }).optional(),
  rule: rule.describe('Whose approvals are waited for, once the request is validated.').optional(),
  decisions: z.array(
    z.object({
      verdict: z.enum(['approve', 'deny']),
      approver: z.string(),
      at: time,
      machine: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  expiresAt: time.optional(),
  stopped: z.object({ execution: z.string(), at: time }).optional(),
  paused: z.object({ at: time }).optional(),
  result: z.object({ arn: z.string(), adopted: z.boolean() }).optional(),
  next: z
    .array(z.string())
    .optional()
    .describe('What the requester should know about what was created, in sentences.'),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  undo: z
    .union([
      z.object({
        since: time,
        reason: z.object({ code: z.string(), message: z.string() }).optional(),
        remains: z.array(z.string()).optional(),
      }),
      z.object({ at: time, removed: z.array(z.string()) }),
    ])
    .optional(),
});
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
});
const audit = z.object({
  events: z.array(eventSchema),
  chain: z.object({ valid: z.boolean(), length: z.int(), head: z.string() }),
});
const types = z.object({
  types: z.array(
    z.object({
      type: z.enum(requestTypeNames),
      title: z.string(),
      schema: z.unknown(),
      example: z.unknown(),
    }),
  ),
});

const page = z.object({ items: z.array(listed), nextCursor: z.string().optional() });

const openapi = z.looseObject({ openapi: z.string() }).describe('OpenAPI 3.1');

/** What the API answers, by the names that the description refers to. */
export const answerSchemas = {
  accepted,
  preview,
  caller,
  request,
  problem,
  audit,
  types,
  page,
  openapi,
} satisfies Record<Exclude<AnswerName, 'nothing'> | 'problem', z.ZodType>;

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is, and takes for granted. */
export function jsonSchema(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
