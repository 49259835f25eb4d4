import type { Finding } from '../../finding.ts';
import { matchesPattern } from '../../wildcard.ts';
import { isLiteral, patternsOf } from './condition.ts';
import type { Placed } from './statement.ts';
import type { TrustStatement } from './trust-statement.ts';

/** Cognito identity pools of all partitions. */
export function isCognito(issuer: string): boolean {
  return /^cognito-identity[.-][a-z0-9.-]*amazonaws\.com(\.cn)?$/.test(issuer);
}

/**
 * Findings about identity pools (Cognito developer guide, role trust and permissions): `aud` is the pool, and every
 * customer of AWS has pools; `amr` says whether somebody signed in. A pool that lets guests in gives a token to whoever
 * knows its id, which is no secret: web pages have it in their scripts.
 */
export function cognitoFindings(
  { restricting }: TrustStatement,
  { issuer, pointer }: Placed & { issuer: string },
): Finding[] {
  const pools = restricting.get(`${issuer}:aud`) ?? [];
  if (!pools.some(({ values }) => values.every(isLiteral))) {
    const message = `Every customer of ${issuer} can take this role: no identity pool is named in full in ${issuer}:aud.`;
    return [{ code: 'TRUST_OIDC_NO_SUB', severity: 'critical', pointer, message }];
  }
  const ways = restricting.get(`${issuer}:amr`) ?? [];
  if (ways.some((test) => !patternsOf(test).some((way) => matchesPattern(way, 'unauthenticated')))) return [];
  const message =
    'Guests of the identity pool can take this role, so anybody on the internet who knows its id: only ForAnyValue:StringLike "authenticated" on amr keeps them out.';
  return [{ code: 'TRUST_COGNITO_GUESTS', severity: 'critical', pointer, message }];
}
