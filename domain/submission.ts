import * as z from 'zod';
import { isListed } from './approval/principal.ts';
import { canonicalJson, digestOf, sha256 } from './digest.ts';
import { parseFields } from './field-problems.ts';
import type { JsonObject } from './json.ts';
import type { FieldProblem } from './problem.ts';
import { type RequestTypeName, requestTypeNames } from './request-types/names.ts';
import { submissions } from './request-types/registry.ts';
import type { PlanContext } from './request-types/request-type.ts';
import { withoutMisleading } from './text/misleading-text.ts';
import type { Actor, Draft } from './trail/events.ts';

const justification = withoutMisleading(z.string())
  .refine((text) => [...text.trim()].length >= 10, {
    message: 'Say in at least 10 characters why this is needed.',
    params: { code: 'too-short' },
  })
  .refine((text) => [...text].length <= 1000, {
    message: 'Say in at most 1,000 characters why this is needed.',
    params: { code: 'too-long' },
  })
  .meta({ minLength: 10, maxLength: 1000, description: 'Why this is needed, for approvers to read.' });

const envelope = z.strictObject({
  type: z.enum(requestTypeNames),
  justification,
  parameters: z.record(z.string(), z.unknown()),
  account: z.string().optional().meta({ description: 'Where it is asked for: the account of this API.' }),
  region: z.string().optional().meta({ description: 'Where it is asked for: the Region of this API.' }),
});

/** What every submission says, whatever its type. */
export const submissionFields = envelope.shape;

/** The body of `POST /requests` for one type, for JSON Schema and OpenAPI. */
export function bodySchemaOf(type: RequestTypeName) {
  return envelope.extend({ type: z.literal(type), parameters: submissions[type].parameters });
}

/** Everything about a deployment that a submission is judged by. */
export type SubmissionContext = PlanContext;

/** What `request.submitted` will say, or every problem of the body at once. */
export type Submitted =
  | { ok: true; detail: Extract<Draft, { type: 'request.submitted' }>['detail'] }
  | { ok: false; problems: FieldProblem[] };

/**
 * Judges a body: its fields, its policy documents, the guardrails, and whether this requester may ask for this
 * type. Each problem has a JSON pointer into the body.
 */
export function submit(body: JsonObject, requester: Actor, context: SubmissionContext): Submitted {
  const parsed = parseFields(envelope, body, '');
  const type = z.enum(requestTypeNames).safeParse(body.type).data;
  const envelopeProblems = parsed.ok ? [] : parsed.problems;
  if (!type || body.parameters === undefined) return { ok: false, problems: envelopeProblems };
  const eligibility = mayRequest(type, requester, context) ? [] : [notEligible(type)];
  const planned = submissions[type].plan(body.parameters, context);
  const problems = [
    ...envelopeProblems.filter(({ pointer }) => planned.ok || !pointer.startsWith('/parameters')),
    ...eligibility,
    ...elsewhere(body, context),
    ...(planned.ok ? [] : planned.problems),
  ];
  if (!parsed.ok || !planned.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    detail: {
      type,
      justification: parsed.value.justification,
      parameters: parametersOf(body),
      plan: planned.plan,
      digest: digestOf(planned.plan),
      bodyHash: bodyHash(body),
      summary: submissions[type].summary(planned.plan),
    },
  };
}

/** What tells a repeated body from another one under the same Idempotency-Key. */
export function bodyHash(body: JsonObject): string {
  return sha256(canonicalJson(body));
}

function parametersOf({ parameters }: JsonObject): JsonObject {
  return z.record(z.string(), z.json()).parse(parameters);
}

/** Whether somebody may ask for a type. */
export function mayRequest(
  type: RequestTypeName,
  requester: Actor,
  { requesters }: Pick<PlanContext, 'requesters'>,
): boolean {
  const list = requesters[type] ?? requesters.default ?? 'anyone';
  return list === 'anyone' || isListed(requester, list);
}

/** What names another account or Region than the one that is served. */
function elsewhere(body: JsonObject, { account, region }: PlanContext): FieldProblem[] {
  const home = { account, region };
  return (['account', 'region'] as const)
    .filter((field) => typeof body[field] === 'string' && body[field] !== home[field])
    .map((field) => ({
      pointer: `/${field}`,
      code: `other-${field}`,
      detail: `This deployment serves ${home[field]} only: send that, or leave ${field} out.`,
    }));
}

function notEligible(type: RequestTypeName): FieldProblem {
  return {
    pointer: '/type',
    code: 'guardrail-requester',
    detail: `You are not among those who may request ${type} here; ask the operators to be added to \`requesters\`.`,
  };
}
