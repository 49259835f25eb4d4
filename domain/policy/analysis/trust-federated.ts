import type { Finding } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import { matchesPattern } from '../../wildcard.ts';
import { audienceClaim, subjectClaim } from '../data/issuers.ts';
import { type ConditionTest, isLiteral, patternsOf } from './condition.ts';
import type { AnalysisContext } from './context.ts';
import type { Placed } from './statement.ts';
import { cognitoFindings, isCognito } from './trust-cognito.ts';
import { accountOf, type TrustStatement } from './trust-statement.ts';
import { type Provider, subjectFindings } from './trust-subject-findings.ts';

/** Findings about SAML and OIDC providers: whose tokens and which of them get in (IAM User Guide, Access Analyzer). */
export function federatedTrustFindings(statement: TrustStatement, context: AnalysisContext): Finding[] {
  return [
    ...statement.saml.flatMap((provider) => samlFindings(statement, provider)),
    ...firstOfEachIssuer(statement).flatMap((provider) => oidcFindings(statement, provider)),
    ...[...statement.saml, ...statement.oidc].flatMap((provider) => foreignProvider(provider, context)),
  ];
}

/** The tests are of the issuer's tokens, whichever account's provider brings them. */
function firstOfEachIssuer({ oidc }: TrustStatement): TrustStatement['oidc'] {
  return [...Map.groupBy(oidc, ({ issuer }) => issuer).values()].flatMap(([first]) => first ?? []);
}

/** A recipient that is not AWS, whose sign-in is at https://signin.aws.amazon.com/saml or a Region's like it. */
const anyRecipient = 'https://sp.example.com/saml';

function samlFindings(statement: TrustStatement, { pointer }: Placed): Finding[] {
  const recipients = statement.restricting.get('saml:aud') ?? [];
  if (recipients.some((test) => !patternsOf(test).some((one) => matchesPattern(one, anyRecipient))))
    return [];
  const message =
    'A SAML sign-in meant for another recipient is accepted: the audience SAML:aud is not checked.';
  return [{ code: 'TRUST_SAML_NO_AUD', severity: 'medium', pointer, message }];
}

function oidcFindings(statement: TrustStatement, provider: Provider): Finding[] {
  const { issuer, pointer } = provider;
  const subject = `${issuer}:${subjectClaim(issuer)}`;
  const audience = `${issuer}:${audienceClaim(issuer)}`;
  const findings = isCognito(issuer)
    ? cognitoFindings(statement, provider)
    : subjectFindings(statement, provider, subject);
  if (!isNamed(statement, audience)) {
    const message = `Tokens of ${issuer} that were made for another application are accepted: the audience is not checked.`;
    findings.push({ code: 'TRUST_OIDC_NO_AUD', severity: 'medium', pointer, message });
  }
  return [...findings, ...brokenTests(statement, [subject, audience])];
}

/** True if a test takes only values of the key that are written in full. */
function isNamed({ restricting }: TrustStatement, key: string): boolean {
  return (restricting.get(key.toLowerCase()) ?? []).some(({ values }) => values.every(isLiteral));
}

/** `StringEquals` takes `*` literally; `ForAllValues` holds when the claim is missing. */
function brokenTests({ testing, pointer }: TrustStatement, keys: readonly string[]): Finding[] {
  const broken = keys
    .flatMap((key) => testing.get(key.toLowerCase()) ?? [])
    .find((test) => neverHolds(test) || isOpen(test));
  if (broken === undefined) return [];
  const message = isOpen(broken)
    ? 'The check of the token also passes when the token lacks the claim (ForAllValues).'
    : 'The check of the token never passes: StringEquals takes * and ? literally; use StringLike.';
  const at = pointerTo(pointer, 'Condition', ...broken.path);
  return [
    { code: 'TRUST_OIDC_LIKE_WITHOUT_WILDCARD_OR_EQUALS_WITH', severity: 'medium', pointer: at, message },
  ];
}

function isOpen({ operator }: ConditionTest): boolean {
  return operator.set === 'ForAllValues';
}

function neverHolds({ operator, values }: ConditionTest): boolean {
  const literal = operator.valueType === 'string' && !operator.wildcards && !operator.negated;
  return literal && values.some((value) => /[*?]/.test(value));
}

function foreignProvider({ text, pointer }: Placed, { account: own }: AnalysisContext): Finding[] {
  const account = accountOf(text);
  if (account === undefined || account === own) return [];
  const message = `The identity provider belongs to account ${account}, which decides who gets in, if it works at all.`;
  return [{ code: 'TRUST_SAML_FOREIGN_PROVIDER', severity: 'high', pointer, message }];
}
