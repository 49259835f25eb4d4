import type { Finding, Severity } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import { hasWildcard, matchesPattern } from '../../wildcard.ts';
import { isPublicIssuer, isTenantWorkload, tenantKey } from '../data/issuers.ts';
import { type ConditionTest, isLiteral, patternsOf } from './condition.ts';
import { narrower, type Width, widest } from './severity.ts';
import type { Placed } from './statement.ts';
import { githubClaimsWidth, githubSubjectWidth, isEnterprise, isGithub } from './trust-github.ts';
import type { TrustStatement } from './trust-statement.ts';
import { subjectWidth } from './trust-subject.ts';

/** An OIDC provider that a statement trusts. */
export type Provider = Placed & { issuer: string };

/**
 * Findings about which subjects of an OIDC issuer a statement lets in. Of several tests the narrowest counts, of the
 * values of one the widest; what the other claims keep out stays out. `key` is the condition key of the subject.
 */
export function subjectFindings(statement: TrustStatement, provider: Provider, key: string): Finding[] {
  const { issuer } = provider;
  const left = claimsWidth(statement, issuer);
  const widthOf = (pattern: string) =>
    isGithub(issuer) ? githubSubjectWidth(pattern) : subjectWidth(pattern, issuer);
  const tests = statement.restricting.get(key) ?? [];
  const widthOfTest = (test: ConditionTest) => widest(patternsOf(test).map(widthOf));
  const narrowest = tests.reduce<ConditionTest | undefined>(
    (one, other) =>
      one && narrower(widthOfTest(one), widthOfTest(other)) === widthOfTest(one) ? one : other,
    undefined,
  );
  if (narrowest === undefined) return left === undefined ? [] : [noSubject(left, provider)];
  const pointer = pointerTo(statement.pointer, 'Condition', ...narrowest.path);
  return patternsOf(narrowest).flatMap((pattern, index) => {
    const width = narrower(widthOf(pattern), left);
    const shown = narrowest.values[index] ?? pattern;
    return [
      ...(width === undefined ? [] : [openSubject(pattern, shown, width, pointer)]),
      ...(isGithub(issuer) && allowsPullRequests(pattern) ? [pullRequest(pointer)] : []),
    ];
  });
}

/** What the other claims leave open, whatever the subject. */
function claimsWidth(statement: TrustStatement, issuer: string): Width {
  if (isGithub(issuer))
    return narrower(githubClaimsWidth(statement, issuer), isEnterprise(issuer) ? 'high' : 'critical');
  if (!isPublicIssuer(issuer)) return 'high';
  const key = tenantKey(issuer);
  const tests = key === undefined ? [] : (statement.restricting.get(key) ?? []);
  if (!tests.some(({ values }) => values.every(isLiteral))) return 'critical';
  return isTenantWorkload(issuer) ? undefined : 'high';
}

function noSubject(width: Severity | 'owner', { issuer, pointer }: Provider): Finding {
  if (width === 'owner') return wholeOwner(pointer);
  const whose =
    width === 'critical'
      ? `Every customer of the shared issuer ${issuer}`
      : `Everyone with a token of ${issuer}`;
  const others = width === 'medium' ? ' that the other claims let in' : '';
  const message = `${whose}${others} can take this role: the token's subject is not checked.`;
  return { code: 'TRUST_OIDC_NO_SUB', severity: width, pointer, message };
}

function openSubject(pattern: string, value: string, width: Severity | 'owner', pointer: string): Finding {
  if (width === 'owner') return wholeOwner(pointer);
  const shown = value.length > 80 ? `${value.slice(0, 79)}…` : value;
  if (hasWildcard(pattern)) {
    const message = `Every workload whose name fits ${shown} can take this role, also ones that others create later.`;
    return { code: 'TRUST_OIDC_WILDCARD_SUB', severity: width, pointer, message };
  }
  const who =
    width === 'critical' ? 'Strangers can get a token with' : 'More than one repository can get a token with';
  const message = `${who} the subject ${shown}: it names no repository.`;
  return { code: 'TRUST_OIDC_NO_SUB', severity: width, pointer, message };
}

/** Safer than a name, which somebody else may have one day, and as wide. */
function wholeOwner(pointer: string): Finding {
  const message =
    'Every repository of the owner that is named by number can take this role, also ones that others create later.';
  return { code: 'TRUST_OIDC_OWNER', severity: 'medium', pointer, message };
}

/** GitHub calls every run for a pull request alike, whoever proposes it. */
function allowsPullRequests(pattern: string): boolean {
  const [, , ...rest] = pattern.split(':');
  return rest.length === 0 ? pattern.endsWith('*') : matchesPattern(rest.join(':'), 'pull_request');
}

function pullRequest(pointer: string): Finding {
  const message =
    'Whoever may propose a change to the repository can run with this role before anybody reviews it.';
  return { code: 'TRUST_OIDC_PULL_REQUEST', severity: 'medium', pointer, message };
}
