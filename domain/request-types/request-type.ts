import type * as z from 'zod';
import type { Configuration, Guardrails } from '../configuration/configuration.ts';
import type { Finding } from '../finding.ts';
import type { JsonObject } from '../json.ts';
import type { PlannedCall, RequestedPlan } from '../plan.ts';
import type { RoleContext, RoleDocuments } from '../policy/analysis/analyse-role.ts';
import type { AnalysisContext } from '../policy/analysis/context.ts';
import type { PlacedDocument } from '../policy/analysis/statement.ts';
import type { JsonObject as PolicyDocument } from '../policy/json.ts';
import type { PolicyKind } from '../policy/kind.ts';
import type { FieldProblem } from '../problem.ts';
import type { Sighting } from './reading.ts';

/** Where a request will take effect and what the deployment allows. */
export interface PlanContext {
  requestId: string;
  account: string;
  region: string;
  guardrails: Guardrails;
  /** Requested role names that match a role pattern of these are refused: their sessions would count as people. */
  identities: Configuration['identities'];
  /** So are those that match an approver's, whose sessions could approve, */
  approvals: Configuration['approvals'];
  /** and a requester's, whose sessions could ask for what only some may. */
  requesters: Configuration['requesters'];
}

/** What permissions depend on. */
export interface PermissionContext extends Pick<PlanContext, 'account' | 'region' | 'guardrails'> {
  partition: string;
}

/** A plan, or everything that is wrong with the parameters. */
export type Planned = { ok: true; plan: PlannedCall[] } | { ok: false; problems: FieldProblem[] };

/** Policy analysis, which only validation needs to carry. */
export interface PolicyAnalyser {
  /** Finds what is risky about a policy document: `analyse`. */
  document(kind: PolicyKind, document: PolicyDocument, context: AnalysisContext): Finding[];
  /** Finds what is risky about a role as a whole: `analyseRole`. */
  role(documents: RoleDocuments, context: RoleContext): Finding[];
}

/** A policy document of a plan, and where it stood in the body. */
export interface PlannedDocument extends PlacedDocument {
  kind: PolicyKind;
}

/** The document of a managed policy that a plan names, as it was read. */
export interface ManagedDocument {
  arn: string;
  document: PolicyDocument;
}

/** What the card, the page and messages say will exist. */
export interface Summary {
  /** `IAM role` */
  title: string;
  /** `payments-deploy` */
  name: string;
  /** The ARN the resource will have, or the name where AWS chooses the ARN (Roles Anywhere). */
  resource: string;
}

/** An IAM policy statement as plain data, so that this layer stays free of CDK. */
export interface PolicyStatementData {
  sid: string;
  effect?: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, string | string[]>>;
}

/** The half of a request type that needs no AWS client: what may be asked, and what it would do. */
export interface Submission {
  readonly title: string;
  /** The API's own parameters, in the API's own spelling; describes them for OpenAPI as well. */
  readonly parameters: z.ZodType;
  /** A request body that passes with the default configuration. */
  readonly example: { justification: string; parameters: JsonObject };
  /**
   * Takes `parameters` as submitted and returns the exact calls, with every default and guardrail filled in,
   * or every problem at once (schema, policy grammar, guardrails), pointers starting with `/parameters`.
   */
  plan(parameters: unknown, context: PlanContext): Planned;
  /** The policy documents that the plan sends. */
  documents(plan: readonly PlannedCall[]): PlannedDocument[];
  /** What approvers should know about the plan; `read` are the documents of managed policies that it names. */
  analyse(
    plan: readonly PlannedCall[],
    context: PlanContext,
    analyser: PolicyAnalyser,
    read: readonly ManagedDocument[],
  ): Finding[];
  summary(plan: readonly PlannedCall[]): Summary;
  /** What the creating function may do, and nothing else. */
  permissions(context: PermissionContext): PolicyStatementData[];
  /** What the removing function may do, and nothing else: remove this type. */
  removalPermissions(context: PermissionContext): PolicyStatementData[];
  /** What the validating function must be able to read for this type's inspection. */
  inspectionPermissions(context: PermissionContext): PolicyStatementData[];
  /** What it takes to find everything of this type in the account: reads only. */
  listingPermissions(place: Omit<PermissionContext, 'guardrails'>): PolicyStatementData[];
}

/**
 * How a failed call is to be judged (the API's error list, one by one):
 * `transient`: not executed, send again; `unknown`: may have executed, look first; `taken`: the name exists,
 * look whose it is; `terminal`: refused for good.
 */
export type FailureClass = 'transient' | 'unknown' | 'taken' | 'terminal';

/** What makes a search shorter where AWS chooses the ARN. */
export interface Clue {
  /** What a send answered. */
  arn?: string | undefined;
  /** When it was first sent: nothing older is ours. */
  since?: string | undefined;
}

/** The half of a request type that calls AWS. Clients arrive as an argument. */
export interface Creation<Client> {
  /**
   * True where the API knows neither a token nor a name conflict, so that a blind resend may create a second
   * one: look first, record each attempt, one executor at a time.
   */
  readonly lookFirst: boolean;
  /** Sends one call of a plan once; returns the ARN if that is what AWS answered, rejects with the SDK's error. */
  send(call: PlannedCall, client: Client): Promise<string | undefined>;
  /** Looks for what the plan creates, by name, tag or token, as a whole; rejects with the SDK's error. */
  look(request: RequestedPlan, client: Client, clue?: Clue): Promise<Sighting>;
  /**
   * Judges what `send` or `look` rejected with. `elapsedSeconds`: how long this creation has been tried, for
   * refusals that time may settle (a principal created seconds ago); left out, no such allowance is made.
   */
  classify(error: unknown, elapsedSeconds?: number): FailureClass;
}
