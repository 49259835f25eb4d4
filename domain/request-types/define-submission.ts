import type * as z from 'zod';
import { readDocumentText } from '../aws/document-comparison.ts';
import { ownResourcePatterns } from '../aws/own-resources.ts';
import { partitionOf } from '../aws/partitions.ts';
import { firstProblems, parseFields } from '../field-problems.ts';
import type { Finding } from '../finding.ts';
import type { Json } from '../json.ts';
import type { PlannedCall } from '../plan.ts';
import type { RoleContext } from '../policy/analysis/analyse-role.ts';
import type { PolicyKind } from '../policy/kind.ts';
import type { FieldProblem } from '../problem.ts';
import { readDocument } from './documents.ts';
import { firstCall, onlyCall, plannedCall } from './planned-call.ts';
import type {
  ManagedDocument,
  PlanContext,
  Planned,
  PlannedDocument,
  PolicyAnalyser,
  Submission,
} from './request-type.ts';

/** A request type whose plan begins with one call that has one policy document among its parameters. */
export interface Declaration<Values, Call>
  extends Pick<
    Submission,
    | 'title'
    | 'example'
    | 'permissions'
    | 'removalPermissions'
    | 'inspectionPermissions'
    | 'listingPermissions'
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
  /** Where a plan has more calls than that one: what it sends, and what policy analysis says of it as a whole. */
  readonly whole?: Whole;
  /** Findings besides those of policy analysis. */
  findings(parameters: Call): Finding[];
  nameAndResource(parameters: Call, call: PlannedCall): { name: string; resource: string };
}

/** The documents of a plan of several calls, and the findings of policy analysis about them together. */
export interface Whole extends Pick<Submission, 'documents'> {
  /** The calls behind the first, in the order in which they are sent, of parameters that have no problems. */
  further(submitted: unknown, context: PlanContext): Pick<PlannedCall, 'operation' | 'parameters'>[];
  analyse(
    calls: readonly PlannedCall[],
    context: RoleContext,
    analyser: PolicyAnalyser,
    read: readonly ManagedDocument[],
  ): Finding[];
}

/** Makes a submission of a declaration: every problem at once, or the plan. */
export function defineSubmission<Values, Call>(declaration: Declaration<Values, Call>): Submission {
  const { title, example, parameters, planned } = declaration;
  const documents: Submission['documents'] =
    declaration.whole?.documents ?? ((calls) => documentIn(declaration.document, onlyCall(calls)));
  return {
    title,
    example,
    parameters,
    permissions: declaration.permissions,
    removalPermissions: declaration.removalPermissions,
    inspectionPermissions: declaration.inspectionPermissions,
    listingPermissions: declaration.listingPermissions,
    plan: (submitted, context) => plan(declaration, submitted, context),
    documents,
    analyse(calls, context, analyser, read) {
      const about = analysisContext(context);
      const found = declaration.whole
        ? declaration.whole.analyse(calls, about, analyser, read)
        : documents(calls).flatMap(({ kind, document, pointer }) =>
            analyser.document(kind, document, { ...about, pointer }),
          );
      return [...found, ...declaration.findings(planned.parse(firstCall(calls).parameters))];
    },
    summary(calls) {
      const call = firstCall(calls);
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
  const further = declaration.whole?.further(submitted, context) ?? [];
  const calls = [{ operation, parameters: filled }, ...further];
  return { ok: true, plan: calls.map((call) => plannedCall(call.operation, context, call.parameters)) };
}

/** The policy document exactly as it will be sent; none where it was left out. */
function documentIn(
  { kind, field }: Declaration<unknown, unknown>['document'],
  { parameters }: PlannedCall,
): PlannedDocument[] {
  const text = parameters[field];
  const document = typeof text === 'string' ? readDocumentText(text) : undefined;
  return document ? [{ kind, document, pointer: `/parameters/${field}` }] : [];
}

function analysisContext(context: PlanContext): RoleContext {
  return {
    account: context.account,
    partition: partitionOf(context.region),
    trustedAccounts: context.guardrails.trustedAccounts,
    trustedOrganizations: context.guardrails.trustedOrganizations,
    ownResources: ownResourcePatterns(context),
  };
}
