import type { Finding, Severity } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import { hasWildcard, matchesPattern } from '../../wildcard.ts';
import { requiredClaim } from '../data/shared-issuers.ts';
import type { TrustStatement } from './trust-statement.ts';

/** Findings about which subjects of an OIDC issuer a statement lets in. `key` is the claim's key in lower case. */
export function subjectFindings(statement: TrustStatement, issuer: string, key: string): Finding[] {
  return (statement.testing.get(key) ?? [])
    .filter(({ operator }) => operator.valueType === 'string' && !operator.negated)
    .flatMap(({ operator, values, path }) => {
      const pointer = pointerTo(statement.pointer, 'Condition', ...path);
      return values.flatMap((subject) => [
        ...(operator.wildcards && hasWildcard(subject) ? wildcardSubject(subject, issuer, pointer) : []),
        ...(allowsPullRequests(subject, operator.wildcards) && isGithub(issuer)
          ? [pullRequest(pointer)]
          : []),
      ]);
    });
}

function wildcardSubject(subject: string, issuer: string, pointer: string): Finding[] {
  const severity = isGithub(issuer) ? githubSeverity(subject) : generalSeverity(subject, issuer);
  const shown = subject.length > 80 ? `${subject.slice(0, 79)}…` : subject;
  const message = `Every workload whose name fits ${shown} can take this role, also ones that others create later.`;
  return [{ code: 'TRUST_OIDC_WILDCARD_SUB', severity, pointer, message }];
}

/** `repo:*` and `repo:org*` let strangers in, `repo:org/*` every repository, `repo:org/name:*` every branch. */
function githubSeverity(subject: string): Severity {
  const [kind = '', repository = '', ...rest] = subject.split(':');
  const [organization = '', name] = repository.split('/');
  if (hasWildcard(kind) || hasWildcard(organization) || organization === '' || name === undefined)
    return 'critical';
  return hasWildcard(name) || rest.length === 0 ? 'high' : 'medium';
}

/**
 * Other issuers spell subjects in their own ways, from the widest name to the narrowest:
 * `project_path:group/project:…`, `system:serviceaccount:namespace:name`. A wildcard in the first name after the
 * kind lets others in, strangers if the issuer is shared; in the second, others of the same group.
 */
function generalSeverity(subject: string, issuer: string): Severity {
  const start = subject.slice(0, subject.search(/[*?]/));
  const names = start.split(/[:/]/).length - 1;
  const shared = requiredClaim(issuer) !== undefined;
  if (names < 2) return shared ? 'critical' : 'high';
  return names === 2 && (shared || start === 'system:serviceaccount:') ? 'high' : 'medium';
}

/** GitHub calls every run for a pull request alike, whoever proposes it. */
function allowsPullRequests(subject: string, wildcards: boolean): boolean {
  const [, , ...rest] = subject.split(':');
  if (rest.length === 0) return wildcards && subject.endsWith('*');
  const context = rest.join(':');
  return wildcards ? matchesPattern(context, 'pull_request') : context === 'pull_request';
}

function pullRequest(pointer: string): Finding {
  const message =
    'Whoever may propose a change to the repository can run with this role before anybody reviews it.';
  return { code: 'TRUST_OIDC_PULL_REQUEST', severity: 'medium', pointer, message };
}

function isGithub(issuer: string): boolean {
  return issuer === 'token.actions.githubusercontent.com';
}
