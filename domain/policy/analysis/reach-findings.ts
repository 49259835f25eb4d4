import { type Finding, type Severity, severities } from '../../finding.ts';
import type { AnalysisContext } from './context.ts';
import { type Power, powersIn } from './powers.ts';
import { mostSevere } from './severity.ts';
import { accountOf, type TrustStatement } from './trust-statement.ts';

/** Who may take a role, as far as it is more than one person or machine of ours. */
type Caller = 'STRANGERS' | 'ACCOUNTS' | 'WORKLOADS' | 'CERTIFICATES' | 'SERVICES' | 'COMPUTE';

/** What each finding about trust says of who that is. Those that are missing here let nobody in. */
const callers: Readonly<Record<string, Caller>> = {
  TRUST_ANYONE: 'STRANGERS',
  TRUST_NOTPRINCIPAL: 'STRANGERS',
  TRUST_WEAK_CONDITION: 'STRANGERS',
  TRUST_COGNITO_GUESTS: 'STRANGERS',
  TRUST_UNKNOWN_ACCOUNT: 'STRANGERS',
  TRUST_UNKNOWN_ORGANIZATION: 'STRANGERS',
  TRUST_SAML_FOREIGN_PROVIDER: 'STRANGERS',
  TRUST_ANYONE_CONDITION: 'ACCOUNTS',
  TRUST_OIDC_NO_SUB: 'WORKLOADS',
  TRUST_OIDC_WILDCARD_SUB: 'WORKLOADS',
  TRUST_OIDC_OWNER: 'WORKLOADS',
  TRUST_OIDC_PULL_REQUEST: 'WORKLOADS',
  TRUST_RA_NO_SOURCEARN: 'CERTIFICATES',
  TRUST_RA_NO_X509: 'CERTIFICATES',
  TRUST_SERVICE_NO_SOURCE: 'SERVICES',
  TRUST_SERVICE_COMPUTE: 'COMPUTE',
};

/** A way into a role, with the sentence that says for whom it is open. */
interface Opening extends Pick<Finding, 'severity' | 'pointer' | 'message'> {
  caller: Caller;
}

/**
 * For each kind of caller one finding that says who may take the role and what they may do then: the two halves of what
 * an approver decides. `trust` are the findings about trust as they are without a boundary, `permissions` those about
 * what the role may do; `changes` what it may change besides.
 */
export function reachFindings(
  trust: readonly Finding[],
  statements: readonly TrustStatement[],
  powers: { permissions: readonly Finding[]; changes: Parameters<typeof powersIn>[1] },
  context: Pick<AnalysisContext, 'account'>,
): Finding[] {
  const held = powersIn(powers.permissions, powers.changes);
  const openings = [
    ...trust.flatMap((finding) => openingOf(finding) ?? []),
    ...statements.flatMap((statement) => otherAccounts(statement, context.account)),
  ];
  return mostSevere(openings.flatMap((opening) => findingOf(opening, held) ?? []));
}

function openingOf({ code, severity, pointer, message }: Finding): Opening | undefined {
  const caller = callers[code];
  if (caller === undefined) return undefined;
  const strangers = caller === 'WORKLOADS' && severity === 'critical';
  return { caller: strangers ? 'STRANGERS' : caller, severity, pointer, message };
}

/** An account that is trusted needs no finding of its own: what the role may do says how bad it is. */
function otherAccounts({ aws }: TrustStatement, own: string): Opening[] {
  return aws.flatMap(({ text, pointer }) => {
    const account = accountOf(text);
    if (account === undefined || account === own) return [];
    const message = `Account ${account} can take this role.`;
    return [{ caller: 'ACCOUNTS', severity: 'low', pointer, message }];
  });
}

function findingOf(
  { caller, severity, pointer, message }: Opening,
  held: readonly Power[],
): Finding | undefined {
  const powers = held.filter((power) => counts(caller, power));
  const [worst] = powers;
  if (worst === undefined) return undefined;
  return {
    code: `REACH:${caller}`,
    severity: together(caller, severity, worst.severity),
    pointer,
    message: `${message.replace(/\.$/, '')}; with it they can ${listed(powers)}.`,
  };
}

/**
 * A service works with a role for what the role is for: what it reads or changes there is no surprise, but what leads
 * to more is, and so is what a service that asks for no source does for others.
 */
function counts(caller: Caller, { kind, severity }: Power): boolean {
  if (caller === 'COMPUTE') return kind === 'more';
  return caller !== 'SERVICES' || (kind !== 'change' && severity !== 'low');
}

/** The graver of both; strangers with something grave are as bad as it gets, and so are those that nobody can name. */
function together(caller: Caller, who: Severity, what: Severity): Severity {
  if (caller === 'STRANGERS') return who === 'critical' || rank(what) >= rank('high') ? 'critical' : 'high';
  return caller === 'SERVICES' || caller === 'COMPUTE' || rank(what) > rank(who) ? what : who;
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** So many things are named; the findings about each say more. */
const maxNamed = 3;

function listed(powers: readonly Power[]): string {
  const words = [...new Set(powers.map(({ words }) => words))];
  const named = words.slice(0, maxNamed);
  if (words.length > maxNamed) return `${named.join(', ')}, and more`;
  return named.length === 1 ? `${named[0]}` : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
