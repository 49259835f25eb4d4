import type { Finding } from '../../finding.ts';
import type { Placed } from './statement.ts';
import type { TrustStatement } from './trust-statement.ts';

/** A principal with the action that its kind takes a role with. */
interface Caller extends Placed {
  needs: string;
  /** True if what the statement allows instead is meant for it. */
  confused: boolean;
}

/**
 * A finding for a principal that no statement allows the action its kind takes a role with (Access Analyzer,
 * "mismatched action for principal"): it cannot take the role as meant.
 */
export function actionMismatchFindings(statements: readonly TrustStatement[]): Finding[] {
  const able = new Set<string>();
  for (const statement of statements)
    for (const { text, needs } of callersOf(statement)) if (statement.ways.has(needs)) able.add(text);
  return statements
    .flatMap(callersOf)
    .filter(({ text, confused }) => confused && !able.has(text))
    .map(({ text, needs, pointer }) => {
      const message = `${text.slice(0, 120)} cannot take this role as meant: it would need ${needs}.`;
      return { code: 'TRUST_ACTION_MISMATCH', severity: 'high', pointer, message };
    });
}

/** AWS principals and services are confused by the federated actions; providers by everything but theirs. */
function callersOf({ aws, services, saml, oidc, ways }: TrustStatement): Caller[] {
  const federatedOnly = ways.has('sts:AssumeRoleWithSAML') || ways.has('sts:AssumeRoleWithWebIdentity');
  const plain = { needs: 'sts:AssumeRole', confused: federatedOnly };
  return [
    ...[...aws, ...services].map((one) => ({ ...one, ...plain })),
    ...saml.map((one) => ({ ...one, needs: 'sts:AssumeRoleWithSAML', confused: true })),
    ...oidc.map((one) => ({ ...one, needs: 'sts:AssumeRoleWithWebIdentity', confused: true })),
  ];
}
