import { pointerTo } from '../../problem.ts';
import { acceptedClaims, issuerOf } from '../data/shared-issuers.ts';
import { isJsonObject, type JsonObject, ownProperty, stringsOf } from '../json.ts';
import { operatorOf } from './operator.ts';
import { type ProblemList, quoted } from './problems.ts';

/**
 * Reports a statement that trusts an OIDC issuer shared by many customers without evaluating the claim that
 * tells them apart: CreateRole refuses it. Points at the condition that is only wildcards, if there is one.
 */
export function checkSharedIssuers(statement: JsonObject, pointer: string, problems: ProblemList): void {
  if (statement.Effect !== 'Allow') return;
  for (const federated of stringsOf(ownProperty(statement.Principal, 'Federated'))) {
    const claims = acceptedClaims(issuerOf(federated));
    if (claims.length === 0) continue;
    const tests = claims.flatMap((claim) => testsOf(statement, claim));
    if (tests.some(({ evaluates }) => evaluates)) continue;
    const at = pointerTo(pointer, 'Condition', ...(tests[0]?.path ?? []));
    const detail = `${quoted(federated)} serves everyone. IAM wants a StringEquals or StringLike condition on ${claims.map(quoted).join(' or ')} that is more than a wildcard.`;
    problems.add(at, 'claim-not-evaluated', detail);
  }
}

/**
 * Where a statement's conditions compare the key, and whether it is evaluated there: by a positive string
 * operator, with at least one value that is not all wildcards.
 */
function testsOf(statement: JsonObject, key: string): { path: string[]; evaluates: boolean }[] {
  if (!isJsonObject(statement.Condition)) return [];
  return Object.entries(statement.Condition).flatMap(([name, keys]) => {
    if (!isJsonObject(keys)) return [];
    const operator = operatorOf(name);
    const positive = operator?.valueType === 'string' && !operator.negated;
    return Object.entries(keys)
      .filter(([found]) => found.toLowerCase() === key.toLowerCase())
      .map(([found, value]) => ({
        path: [name, found],
        evaluates: positive && stringsOf(value).some((text) => !/^[*?]*$/.test(text)),
      }));
  });
}
