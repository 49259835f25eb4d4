import { shippedBoundary } from '../../aws/shipped-boundary.ts';
import type { Finding } from '../../finding.ts';
import { prepareCatalogue } from '../catalogue.ts';
import type { JsonObject } from '../json.ts';
import { Boundary } from './boundary.ts';
import { beyondBoundary } from './boundary-findings.ts';
import { changesIn } from './changes.ts';
import type { AnalysisContext } from './context.ts';
import { Grants } from './grants.ts';
import { permissionFindings } from './permission-findings.ts';
import { reachFindings } from './reach-findings.ts';
import { rulebookFor } from './rulebook.ts';
import { bySeverity, mostSevere } from './severity.ts';
import { type PlacedDocument, statementsOf, statementsOfAll } from './statement.ts';
import { openTrustFindings, withinBoundary } from './trust-findings.ts';
import { trustStatementOf } from './trust-statement.ts';
import { unknownNameFindings } from './unknown-name-findings.ts';
import { unknownPrincipalFindings } from './unknown-principal-findings.ts';

/** A policy of a role. */
export interface RolePolicy extends PlacedDocument {
  /** The ARN of one that is attached: `pointer` then leads to its name, since its document is not in the body. */
  attached?: string;
}

/** All that says who may take a role and what it may do then. */
export interface RoleDocuments {
  trust: PlacedDocument;
  policies: readonly RolePolicy[];
  /** What its permissions boundary says, as far as that is known. */
  boundary?: JsonObject | 'shipped' | undefined;
}

export type RoleContext = Omit<AnalysisContext, 'pointer' | 'permissionsBoundary'>;

/**
 * Tells what an approver should know about a role as one thing: who may take it, and what it may do then, over all of its
 * policies together and within its boundary. Findings are ordered and told once each as by `analyse`. Takes documents
 * of any shape and never throws.
 */
export function analyseRole({ trust, policies, boundary }: RoleDocuments, about: RoleContext): Finding[] {
  const context = { ...about, pointer: trust.pointer };
  const rules = rulebookFor(about.services);
  const trusting = statementsOf('trust', trust.document, trust.pointer);
  const open = openTrustFindings(trusting, context);
  const statements = statementsOfAll('inline', policies);
  const limits = boundary === 'shipped' ? shippedDocument(about) : boundary;
  const ceiling = limits && new Boundary(limits, about.account, rules);
  const grants = new Grants('inline', statements, about.account, rules, ceiling);
  const permissions = permissionFindings(grants, about);
  const callers = trusting.filter(({ allows }) => allows).map(trustStatementOf);
  const findings = [
    ...(boundary === undefined ? open : withinBoundary(open)),
    ...permissions,
    ...reachFindings(open, callers, { permissions, changes: changesIn(grants) }, about),
    ...beyondBoundary(new Grants('inline', statements, about.account, rules), ceiling),
  ];
  // AWS's own policies name what is newer than our lists; those of requests were told of then.
  const inline = statementsOfAll(
    'inline',
    policies.filter(({ attached }) => attached === undefined),
  );
  const names = about.services
    ? unknownNameFindings([...trusting, ...inline], prepareCatalogue(about.services))
    : [];
  const all = [...mostSevere(findings), ...names, ...unknownPrincipalFindings(trusting, context)];
  return all.map((finding) => inBody(finding, policies)).sort(bySeverity);
}

/** It keeps requested roles off all that is ours. */
function shippedDocument({ ownResources = [] }: RoleContext): JsonObject {
  const statements = shippedBoundary([...ownResources], []);
  const Statement = statements.map(({ effect, actions, notActions, resources }) => ({
    Effect: effect,
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    Resource: resources,
  }));
  return { Version: '2012-10-17', Statement };
}

/** What is found inside an attached policy is told at its name, by its name. */
function inBody(finding: Finding, policies: readonly RolePolicy[]): Finding {
  const { pointer: at, message } = finding;
  const policy = policies.find(
    ({ attached, pointer }) => attached !== undefined && at.startsWith(`${pointer}/`),
  );
  if (policy?.attached === undefined) return finding;
  const { attached, pointer } = policy;
  return { ...finding, pointer, message: message.replace(/\.$/, `, by the attached policy ${attached}.`) };
}
