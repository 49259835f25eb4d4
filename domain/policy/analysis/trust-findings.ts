import type { Finding } from '../../finding.ts';
import type { AnalysisContext } from './context.ts';
import { lowered } from './severity.ts';
import type { Statement } from './statement.ts';
import { actionMismatchFindings } from './trust-actions.ts';
import { awsTrustFindings } from './trust-aws.ts';
import { federatedTrustFindings } from './trust-federated.ts';
import { rolesAnywhereActionFindings, serviceTrustFindings } from './trust-service.ts';
import { type TrustStatement, trustStatementOf } from './trust-statement.ts';

/**
 * What a boundary does not mend: it caps what a stranger gets, not that it is a stranger who gets it. Nor is all of an
 * owner less than medium, which is what it is by name.
 */
const unmended = [
  'TRUST_OIDC_OWNER',
  'TRUST_ANYONE',
  'TRUST_ANYONE_CONDITION',
  'TRUST_WEAK_CONDITION',
  'TRUST_UNKNOWN_ACCOUNT',
  'TRUST_UNKNOWN_ORGANIZATION',
  'TRUST_NOTPRINCIPAL',
  'TRUST_SAML_FOREIGN_PROVIDER',
];

/**
 * Findings about who may take a role. A permissions boundary lowers them one level, except those that let
 * strangers in: people of no known account, or every customer of a shared OIDC issuer.
 */
export function trustFindings(statements: readonly Statement[], context: AnalysisContext): Finding[] {
  const findings = openTrustFindings(statements, context);
  return context.permissionsBoundary ? withinBoundary(findings) : findings;
}

/** The same as they are where nothing is known of what the role may do. */
export function openTrustFindings(statements: readonly Statement[], context: AnalysisContext): Finding[] {
  const allowing = statements.filter(({ allows }) => allows).map(trustStatementOf);
  return [
    ...allowing.flatMap((statement) => [
      ...awsTrustFindings(statement, context),
      ...federatedTrustFindings(statement, context),
      ...serviceTrustFindings(statement, context),
      ...breadthFindings(statement),
    ]),
    ...actionMismatchFindings(allowing),
    ...rolesAnywhereActionFindings(allowing),
    ...(allowing.length === 0 ? [nobody(context)] : []),
  ];
}

/** Findings about who may take a role, as a permissions boundary leaves them. */
export function withinBoundary(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) =>
    unmended.includes(finding.code) || finding.severity === 'critical'
      ? finding
      : { ...finding, severity: lowered(finding.severity, 1) },
  );
}

function breadthFindings(statement: TrustStatement): Finding[] {
  const { actions, notPrincipal, pointer } = statement;
  const findings: Finding[] = [];
  if (notPrincipal !== undefined) {
    const message = 'Everyone except the ones listed can take this role.';
    findings.push({
      code: 'TRUST_NOTPRINCIPAL',
      severity: 'critical',
      pointer: `${pointer}/NotPrincipal`,
      message,
    });
  }
  if (actions?.excludes) {
    const message =
      'It allows every way to take this role except the ones listed, those that come later included.';
    findings.push({ code: 'NOTACTION_ALLOW', severity: 'medium', pointer: actions.pointer, message });
  }
  const star = actions?.entries.find(({ text }) => /^(\*+|sts:\*+)$/i.test(text));
  if (star && !actions?.excludes) {
    const message = 'It allows every way to take this role, more than any one caller needs.';
    findings.push({ code: 'TRUST_STS_STAR', severity: 'low', pointer: star.pointer, message });
  }
  return findings;
}

function nobody({ pointer }: AnalysisContext): Finding {
  const message = 'Nobody can ever take this role: no statement allows it.';
  return { code: 'TRUST_DENY_ONLY', severity: 'low', pointer: `${pointer}/Statement`, message };
}
