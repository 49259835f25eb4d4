import * as z from 'zod';
import { approvalRuleSchema } from '../approval/approval-rule.ts';
import { severities } from '../finding.ts';
import type { Json, JsonObject } from '../json.ts';
import { requestTypeNames } from '../request-types/names.ts';

const time = z.iso.datetime();
/** What is read was JSON text: asking every value of it again took two thirds of the time of a `request.submitted`. */
const json: z.ZodType<JsonObject> = z.record(z.string(), z.custom<Json>());
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const plannedCall = z.strictObject({
  operation: z.string(),
  account: z.string(),
  region: z.string(),
  parameters: json,
});
const finding = z.strictObject({
  code: z.string(),
  severity: z.enum(severities),
  pointer: z.string(),
  message: z.string(),
});
const quorum = { counted: z.int(), required: z.int() };
/** The machine that decided, as the configuration named it then; absent: a person. */
const machine = z.string().exactOptional();
const problem = z.strictObject({ code: z.string(), message: z.string() });

/** The resource as it was read back as a whole. Together with the ARN, its id tells it from any other of the same name. */
const created = z.strictObject({
  arn: z.string(),
  /** AWS's own id, where it gives one: RoleId, PolicyId. */
  resourceId: z.string().exactOptional(),
  operation: z.string(),
  resource: json,
});

/** What an event says besides who, when and where in its chain, by its type: as it is written today. */
export const details = {
  'request.submitted': z.strictObject({
    type: z.enum(requestTypeNames),
    justification: z.string(),
    parameters: json,
    plan: z.array(plannedCall).min(1),
    digest,
    /** SHA-256 of the canonical body, so that a repeated Idempotency-Key can be told from a reused one. */
    bodyHash: z.string(),
    /** What will exist, in words: the card is drawn from the trail alone. */
    summary: z.strictObject({ title: z.string(), name: z.string(), resource: z.string() }),
  }),
  'request.validated': z.strictObject({
    rule: approvalRuleSchema,
    required: z.int(),
    risk: z.enum(severities),
    findings: z.array(finding),
    configurationHash: z.string(),
    /** Which Countersign this was: its version and the first digits of its code's SHA-256, as `0.1.0+0123456789abcdef`. */
    version: z.string(),
    /** Versions of what the plan refers to: role ids, trust policy hashes, policy default versions. */
    pins: z.array(z.strictObject({ resource: z.string(), version: z.string() })),
  }),
  'request.rejected': z.strictObject({
    reason: problem,
    risk: z.enum(severities).optional(),
    findings: z.array(finding),
  }),
  'approval.requested': z.strictObject({ expiresAt: time, channel: z.string(), required: z.int() }),
  'approval.granted': z.strictObject({
    digest,
    ...quorum,
    complete: z.boolean(),
    rule: approvalRuleSchema,
    machine,
    reason: z.string().exactOptional(),
  }),
  'approval.denied': z.strictObject({ digest, reason: z.string(), rule: approvalRuleSchema, machine }),
  'approval.refused': z.strictObject({ verdict: z.enum(['approve', 'deny']), reason: problem }),
  'approval.withdrawn': z.strictObject({ approvers: z.array(z.string()), reason: z.string(), ...quorum }),
  'approval.reminded': z.strictObject({ reminder: z.int(), expiresAt: time }),
  'request.expired': z.strictObject({ expiresAt: time, while: z.enum(['pending', 'approved']) }),
  'request.cancelled': z.strictObject({}),
  /** A failed request goes on, on the approvals it has. */
  'request.retried': z.strictObject({}),
  /** An operator stopped the execution by hand; it stays stopped. */
  'workflow.stopped': z.strictObject({ execution: z.string() }),
  /** An operator's kill switch holds an approved creation back, or no longer does; the parameter's version says who did it. */
  'creation.paused': z.strictObject({ parameter: z.string(), version: z.int() }),
  'creation.resumed': z.strictObject({ parameter: z.string(), version: z.int() }),
  'creation.attempted': z.strictObject({ operation: z.string(), execution: z.string() }),
  'creation.refused': z.strictObject({ reason: problem }),
  'resource.created': created,
  'resource.adopted': created,
  /** `operation`: which was refused, or was not sent any more. One after the first of a plan: something was made. */
  'resource.failed': z.strictObject({ operation: z.string().optional(), reason: problem }),
  /** What a creation had made when it failed is gone, or was not there. */
  'creation.undone': z.strictObject({ removed: z.array(z.string()) }),
  /** It is still there; said once a reason, and tried again. */
  'creation.undo-failed': z.strictObject({ reason: problem, remains: z.array(z.string()) }),
} as const;

export type EventType = keyof typeof details;
export type EventDetail<T extends EventType> = z.infer<(typeof details)[T]>;
