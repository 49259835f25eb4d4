import type * as z from 'zod';
import { ownResourcePatterns } from '../aws/own-resources.ts';
import { partitionOf } from '../aws/partitions.ts';
import { firstProblems, parseFields } from '../field-problems.ts';
import type { Finding } from '../finding.ts';
import type { Json } from '../json.ts';
import type { PlannedCall } from '../plan.ts';
import type { AnalysisContext } from '../policy/analysis/context.ts';
import { isJsonObject } from '../policy/json.ts';
import type { PolicyKind } from '../policy/kind.ts';
import type { FieldProblem } from '../problem.ts';
import { readDocument } from './documents.ts';
import { onlyCall, plannedCall } from './planned-call.ts';
import type { PlanContext, Planned, PolicyAnalyser, Submission } from './request-type.ts';

/** A request type whose plan is one call with one policy document among its parameters. */
export interface Declaration<Values, Call>
  extends Pick<
    Submission,
    'title' | 'example' | 'permissions' | 'inspectionPermissions' | 'listingPermissions'
  > {
  readonly operation: string;
  /** The parameters as AWS's model has them, with what it leaves out. */
  readonly parameters: z.ZodType<Values>;
  /** Why some fields of the API are refused here. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** The parameters as they are sent, with everything filled in. */
  readonly planned: z.ZodType<Call>;
  readonly document: { readonly kind: PolicyKind; readonly field: string };
  /** What the schema cannot say, and the guardrails, about parameters that may be faulty in other ways. */
  problems(submitted: unknown, context: PlanContext): FieldProblem[];
  /** The parameters to send; `document` is the minified text of the policy document. */
  fill(values: Values, document: string | undefined, context: PlanContext): Record<string, Json | undefined>;
  /** What the call says about the role that its policy document is for. */
  confinement?(parameters: Call): Pick<AnalysisContext, 'permissionsBoundary' | 'roleName'>;
  /** Findings besides those of policy analysis. */
  findings(parameters: Call): Finding[];
  nameAndResource(parameters: Call, call: PlannedCall): { name: string; resource: string };
}

/** Makes a submission of a declaration: every problem at once, or the plan. */
export function defineSubmission<Values, Call>(declaration: Declaration<Values, Call>): Submission {
  const { title, example, parameters, planned } = declaration;
  return {
    title,
    example,
    parameters,
    permissions: declaration.permissions,
    inspectionPermissions: declaration.inspectionPermissions,
    listingPermissions: declaration.listingPermissions,
    plan: (submitted, context) => plan(declaration, submitted, context),
    analyse(calls, context, analyser) {
      const call = onlyCall(calls);
      const own = declaration.findings(planned.parse(call.parameters));
      return [...documentFindings(declaration, call, context, analyser), ...own];
    },
    summary(calls) {
      const call = onlyCall(calls);
      return { title, ...declaration.nameAndResource(planned.parse(call.parameters), call) };
    },
  };
}

function plan<Values, Call>(
  { operation, parameters, refusals, document, ...declaration }: Declaration<Values, Call>,
  submitted: unknown,
  context: PlanContext,
): Planned {
  const parsed = parseFields(parameters, submitted, '/parameters', refusals);
  const policy = readDocument(document.kind, submitted, document.field, context);
  const problems = [
    ...(parsed.ok ? [] : parsed.problems),
    ...policy.problems,
    ...declaration.problems(submitted, context),
  ];
  if (!parsed.ok || problems.length > 0)
    return { ok: false, problems: firstProblems(problems, '/parameters') };
  const filled = declaration.fill(parsed.value, policy.text, context);
  return { ok: true, plan: [plannedCall(operation, context, filled)] };
}

/** The findings of policy analysis, in the document exactly as it will be sent. */
function documentFindings<Values, Call>(
  { document, planned, confinement }: Declaration<Values, Call>,
  { parameters }: PlannedCall,
  context: PlanContext,
  analyser: PolicyAnalyser,
): Finding[] {
  const text = parameters[document.field];
  const policy: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (!isJsonObject(policy)) return [];
  return analyser(document.kind, policy, {
    account: context.account,
    partition: partitionOf(context.region),
    trustedAccounts: context.guardrails.trustedAccounts,
    trustedOrganizations: context.guardrails.trustedOrganizations,
    pointer: `/parameters/${document.field}`,
    ownResources: ownResourcePatterns(context),
    ...confinement?.(planned.parse(parameters)),
  });
}
