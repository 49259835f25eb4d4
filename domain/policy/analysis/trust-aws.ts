import type { Finding } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import { patternsOf, startsLiterally } from './condition.ts';
import type { AnalysisContext } from './context.ts';
import { narrows } from './narrowing.ts';
import { isStranger, ownersOf, strangersLetIn } from './owner.ts';
import { lowered } from './severity.ts';
import { isEverything, type Placed } from './statement.ts';
import { accountOf, restricts, type TrustStatement } from './trust-statement.ts';
import { strangerFindings, unknownAccount } from './trust-strangers.ts';

/** Keys that say who a caller is in a way the caller cannot choose. */
const identifying = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
];

/** Networks that a caller must be in; whose they are does not show in their ids. */
const networks = ['aws:sourcevpc', 'aws:sourcevpce'];

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
  const strangers = strangersLetIn(statement.tests, identifying, context);
  const message = 'Every AWS account in the world is let in; only the condition keeps strangers out.';
  const severity = strangers === undefined ? 'high' : 'medium';
  const findings: Finding[] = [{ code: 'TRUST_ANYONE_CONDITION', severity, pointer, message }];
  if (strangers !== undefined) return [...findings, ...strangerFindings(strangers, pointer)];
  if (statement.tests.some((test) => networks.includes(test.key) && narrows(test))) return findings;
  const weak =
    'Everyone is let in, and the condition asks for what outsiders can choose, guess or leave out.';
  return [...findings, { code: 'TRUST_WEAK_CONDITION', severity: 'high', pointer, message: weak }];
}

function named(statement: TrustStatement, principal: Placed, context: AnalysisContext): Finding[] {
  const { text, pointer } = principal;
  if (isEverything(text)) return [];
  const account = accountOf(text);
  if (account === undefined) return [unknownAccount(`The principal ${text.slice(0, 80)}`, pointer)];
  const stranger = isStranger({ kind: 'account', id: account }, context);
  const foreign = account !== context.account;
  const whole = text === account || text.endsWith(':root');
  return [
    ...(stranger ? [unknownAccount(`Account ${account}`, pointer)] : []),
    ...(whole ? [wholeAccount(statement, pointer, { account, foreign, stranger })] : []),
    ...(foreign ? confusedDeputy(statement, pointer, { account, stranger }) : []),
  ];
}

function wholeAccount(
  statement: TrustStatement,
  pointer: string,
  { account, foreign, stranger }: { account: string; foreign: boolean; stranger: boolean },
): Finding {
  const held = (foreign && restricts(statement, 'sts:ExternalId')) || namesPrincipals(statement);
  const severity = lowered(foreign ? 'high' : 'medium', held && !stranger ? 1 : 0);
  const message = `Everyone whom account ${account} allows can take this role, not one role or user only.`;
  return { code: 'TRUST_ACCOUNT_ROOT', severity, pointer, message };
}

function confusedDeputy(
  statement: TrustStatement,
  pointer: string,
  { account, stranger }: { account: string; stranger: boolean },
): Finding[] {
  if (!statement.ways.has('sts:AssumeRole')) return [];
  if (restricts(statement, 'sts:ExternalId') || namesOrganization(statement)) return [];
  const severity = stranger ? 'high' : 'medium';
  const message = `Account ${account} can be tricked into using this role for somebody else: no external id is asked for.`;
  return [{ code: 'TRUST_CROSS_ACCOUNT_NO_EXTERNALID', severity, pointer, message }];
}

/** True if a condition leaves of a whole account only what it names: `role/deploy`, `role/teams/*`, not `role/*`. */
function namesPrincipals({ tests }: TrustStatement): boolean {
  return tests.some(
    (test) =>
      test.key === 'aws:principalarn' &&
      ownersOf(test) !== undefined &&
      test.values.every((value) =>
        startsLiterally(/:(?:role|user|assumed-role|federated-user)\/(.*)/.exec(value)?.[1] ?? ''),
      ),
  );
}

function namesOrganization({ tests }: TrustStatement): boolean {
  return tests.some((test) => test.key === 'aws:principalorgid' && ownersOf(test) !== undefined);
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
  const foreign = statement.aws.find(({ text }) => accountOf(text) !== account);
  if (foreign === undefined || !statement.ways.has('sts:TagSession')) return [];
  const named = statement.tests.filter(
    ({ key }) => key === 'aws:tagkeys' || key.startsWith('aws:requesttag/'),
  );
  if (named.some((test) => !test.operator.negated && patternsOf(test).every(startsLiterally))) return [];
  const message = 'Another account can choose any session tags, also tags that decide what a session may do.';
  return [{ code: 'TRUST_TAGSESSION_ANY', severity: 'low', pointer: foreign.pointer, message }];
}
