import type { Finding } from '../../finding.ts';
import { prepareCatalogue } from '../catalogue.ts';
import type { JsonObject } from '../json.ts';
import type { PolicyKind } from '../kind.ts';
import type { AnalysisContext } from './context.ts';
import { Grants } from './grants.ts';
import { permissionFindings } from './permission-findings.ts';
import { rulebookFor } from './rulebook.ts';
import { bySeverity, mostSevere } from './severity.ts';
import { statementsOf } from './statement.ts';
import { trustFindings } from './trust-findings.ts';
import { unknownNameFindings } from './unknown-name-findings.ts';
import { unknownPrincipalFindings } from './unknown-principal-findings.ts';

export type { AnalysisContext } from './context.ts';

/**
 * Tells what an approver should know about a policy document that AWS would accept, most severe first: at most one
 * finding for a code, at the place of its worst case, except that unknown names are told one by one.
 * Takes documents of any shape and never throws. Conditions and named resources lower a finding, they never hide
 * it; an unconditional Deny on all resources does.
 */
export function analyse(kind: PolicyKind, document: JsonObject, context: AnalysisContext): Finding[] {
  const statements = statementsOf(kind, document, context.pointer);
  const findings =
    kind === 'trust'
      ? trustFindings(statements, context)
      : permissionFindings(
          new Grants(kind, statements, context.account, rulebookFor(context.services)),
          context,
        );
  const names = context.services ? unknownNameFindings(statements, prepareCatalogue(context.services)) : [];
  const principals = kind === 'trust' ? unknownPrincipalFindings(statements, context) : [];
  return [...mostSevere(findings), ...names, ...principals].sort(bySeverity);
}
