import type { PlannedCall, RequestedPlan } from '../../../domain/plan.ts';
import type { FieldProblem } from '../../../domain/problem.ts';
import { deviationsIn } from '../../../domain/request-types/difference.ts';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import type { Sighting } from '../../../domain/request-types/reading.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import type { PlanContext } from '../../../domain/request-types/request-type.ts';
import { schemaVersion } from '../../../domain/trail/events.ts';

/** The account and guardrails of the default configuration. */
export const context: PlanContext = {
  requestId: '9b2e9e4a-8f86-4c8a-9d7b-0d9f6f0f7d11',
  account: '111122223333',
  region: 'us-east-1',
  identities: [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }],
  approvals: [{ when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' }],
  requesters: { default: 'anyone' },
  guardrails: {
    path: '/requested/',
    formerPaths: [],
    permissionsBoundary: 'default',
    forbiddenActions: ['organizations:*'],
    trustedAccounts: [],
    quotas: { trustPolicyLength: 2_048, attachedPoliciesPerRole: 10, rolesAnywhereRequests: 1 },
    trustedOrganizations: [],
  },
};

export function withGuardrails(guardrails: Partial<PlanContext['guardrails']>): PlanContext {
  return { ...context, guardrails: { ...context.guardrails, ...guardrails } };
}

/** The type's example with some parameters replaced; `undefined` takes one out. */
export function exampleWith(
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parameters: Record<string, unknown> = { ...submissions[type].example.parameters, ...changes };
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}

/** `code at pointer` of every problem, relative to `/parameters`; empty for what is accepted. */
export function problemsOf(
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>>,
  where = context,
): string[] {
  return listed(planned(type, exampleWith(type, changes), where));
}

export function planned(type: RequestTypeName, parameters: unknown, where = context) {
  return submissions[type].plan(parameters, where);
}

export function listed(result: { ok: boolean; problems?: FieldProblem[] }): string[] {
  return (result.problems ?? []).map(
    ({ code, pointer }) => `${code} ${pointer.replace(/^\/parameters/, '')}`,
  );
}

/** The one call of an example's plan, with some parameters replaced. */
export function callOf(
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>> = {},
  where = context,
): PlannedCall {
  const result = planned(type, exampleWith(type, changes), where);
  const call = result.ok ? result.plan[0] : undefined;
  if (call === undefined) throw new Error(`Refused: ${listed(result).join(', ')}`);
  return call;
}

/** A request for an example, with some parameters replaced. */
export function requestFor(
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>> = {},
  where = context,
): RequestedPlan {
  return { id: where.requestId, plan: [callOf(type, changes, where)], planVersion: schemaVersion };
}

/** A sighting in short: of what is ours, the parts that are not as planned. */
export function inShort(sighting: Sighting) {
  if (sighting.kind !== 'ours') return sighting;
  const { arn, properties } = sighting.reading;
  const differences = [...new Set(deviationsIn(sighting.difference).map(({ part }) => part))];
  return { kind: sighting.kind, arn, properties, differences };
}
