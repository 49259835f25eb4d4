import type { Finding } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import type { AnalysisContext } from './context.ts';
import { lowered } from './severity.ts';
import { isEverything, type Placed } from './statement.ts';
import { accountOf, restricts, type TrustStatement } from './trust-statement.ts';

/** Keys that say who a caller is in a way the caller cannot choose. */
const identifying = [
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:SourceAccount',
];

/**
 * Keys that outsiders can choose, guess or forge: tags and names of their own principals, what they send along,
 * where they call from.
 */
const choosable =
  /^(aws:(sourceip|useragent|referer|securetransport|currenttime|epochtime|requestedregion|tagkeys|username|principaltype|principaltag\/.*|requesttag\/.*|multifactorauth(present|age))|sts:(externalid|rolesessionname|sourceidentity|transitivetagkeys|durationseconds))$/;

/** Findings about AWS principals: everyone, other accounts, whole accounts (IAM User Guide, cloudsplaining). */
export function awsTrustFindings(statement: TrustStatement, context: AnalysisContext): Finding[] {
  const anyone = statement.aws.find(({ text }) => isEverything(text));
  return [
    ...(anyone ? everyone(statement, anyone, context) : []),
    ...statement.aws.flatMap((principal) => named(statement, principal, context)),
    ...weakExternalIds(statement, context),
    ...anyTags(statement, context),
  ];
}

function everyone(statement: TrustStatement, { pointer }: Placed, context: AnalysisContext): Finding[] {
  if (statement.unconditional) {
    const message = 'Anyone in the world with an AWS account can take this role.';
    return [{ code: 'TRUST_ANYONE', severity: 'critical', pointer, message }];
  }
  const identified = identifying
    .flatMap((key) => statement.restricting.get(key.toLowerCase()) ?? [])
    .filter(({ values }) => !values.some((value) => /^arn:[^:]*:[^:]*:[^:]*:[^:]*[*?]/.test(value)));
  const message = 'Every AWS account in the world is let in; only the condition keeps strangers out.';
  const severity = identified.length > 0 ? 'medium' : 'high';
  const findings: Finding[] = [{ code: 'TRUST_ANYONE_CONDITION', severity, pointer, message }];
  if ([...statement.restricting.keys()].every((key) => choosable.test(key))) {
    const weak =
      'Everyone is let in, and the condition asks for what outsiders can choose, guess or leave out.';
    findings.push({ code: 'TRUST_WEAK_CONDITION', severity: 'high', pointer, message: weak });
  }
  return [...findings, ...strangersByCondition(identified, pointer, context)];
}

/** `{ AWS: '*' }` held by `aws:PrincipalAccount` trusts the accounts that the condition names. */
function strangersByCondition(
  tests: readonly { key: string; values: string[] }[],
  pointer: string,
  context: AnalysisContext,
): Finding[] {
  return tests
    .filter(({ key }) => key === 'aws:principalaccount' || key === 'aws:principalarn')
    .flatMap(({ values }) => values)
    .flatMap((value) => accountOf(value) ?? [])
    .filter((account) => isStranger(account, context))
    .map((account) => unknownAccount(account, pointer));
}

function named(statement: TrustStatement, { text, pointer }: Placed, context: AnalysisContext): Finding[] {
  const account = accountOf(text);
  if (account === undefined) return [];
  const foreign = account !== context.account;
  const stranger = isStranger(account, context);
  const findings = stranger ? [unknownAccount(account, pointer)] : [];
  if (text === account || text.endsWith(':root')) {
    const held = !stranger && restricts(statement, 'sts:ExternalId', ...identifying);
    const severity = lowered(foreign ? 'high' : 'medium', held ? 1 : 0);
    const message = `Everyone whom account ${account} allows can take this role, not one role or user only.`;
    findings.push({ code: 'TRUST_ACCOUNT_ROOT', severity, pointer, message });
  }
  if (
    foreign &&
    statement.ways.has('sts:AssumeRole') &&
    !restricts(statement, 'sts:ExternalId', 'aws:PrincipalOrgID')
  ) {
    const severity = stranger ? 'high' : 'medium';
    const message = `Account ${account} can be tricked into using this role for somebody else: no external id is asked for.`;
    findings.push({ code: 'TRUST_CROSS_ACCOUNT_NO_EXTERNALID', severity, pointer, message });
  }
  return findings;
}

function isStranger(account: string, { account: own, trustedAccounts }: AnalysisContext): boolean {
  return account !== own && !trustedAccounts.includes(account);
}

function unknownAccount(account: string, pointer: string): Finding {
  const message = `Account ${account} can take this role, and it is not one of the trusted accounts.`;
  return { code: 'TRUST_UNKNOWN_ACCOUNT', severity: 'high', pointer, message };
}

/** An external id protects only if it cannot be guessed; eight characters are our own threshold. */
function weakExternalIds({ tests, pointer }: TrustStatement, { roleName }: AnalysisContext): Finding[] {
  const ids = tests.filter(({ key, operator }) => key === 'sts:externalid' && !operator.negated);
  const weak = ids.find(({ values }) =>
    values.some((id) => id.length < 8 || /[*?]/.test(id) || /^\d{12}$/.test(id) || id === roleName),
  );
  if (weak === undefined) return [];
  const message =
    'The external id is easy to guess: use a long random one, no account id, role name or wildcard.';
  const at = pointerTo(pointer, 'Condition', ...weak.path);
  return [{ code: 'TRUST_EXTERNALID_WEAK', severity: 'medium', pointer: at, message }];
}

function anyTags(statement: TrustStatement, { account }: AnalysisContext): Finding[] {
  const foreign = statement.aws.find(
    ({ text }) => isEverything(text) || (accountOf(text) ?? account) !== account,
  );
  if (foreign === undefined || !statement.ways.has('sts:TagSession')) return [];
  if (statement.tests.some(({ key }) => key === 'aws:tagkeys' || key.startsWith('aws:requesttag/')))
    return [];
  const message = 'Another account can choose any session tags, also tags that decide what a session may do.';
  return [{ code: 'TRUST_TAGSESSION_ANY', severity: 'low', pointer: foreign.pointer, message }];
}
