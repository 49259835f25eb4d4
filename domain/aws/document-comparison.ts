import { isDeepStrictEqual } from 'node:util';
import { canonicalJson, sha256 } from '../digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.ts';
import { meaningOf, type StatementMeaning } from './document-meaning.ts';

/** A policy document as IAM returns it: URL-encoded JSON. */
export function decodedDocument(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Whether two policy documents mean the same although AWS wrote one of them back (`meaningOf`), statements in any
 * order, a role or user by its ARN or by the unique id (`AROA…`, `AIDA…`) that stands for it.
 */
export function sameDocument(planned: string, actual: string | undefined): boolean {
  const [one, other] = [readDocumentText(planned), readDocumentText(actual)];
  if (one === undefined || other === undefined) return false;
  const [plannedMeaning, actualMeaning] = [meaningOf(one), meaningOf(other)];
  if (!isDeepStrictEqual(plannedMeaning.frame, actualMeaning.frame)) return false;
  const unmatched = [...actualMeaning.statements];
  for (const statement of plannedMeaning.statements) {
    const index = matchOf(statement, unmatched);
    if (index < 0) return false;
    unmatched.splice(index, 1);
  }
  return unmatched.length === 0;
}

/** The statement that means the same: by name, if there is one, before one that only ids may stand for. */
function matchOf(statement: StatementMeaning, candidates: readonly StatementMeaning[]): number {
  const alike = candidates.map(({ rest }) => isDeepStrictEqual(rest, statement.rest));
  const named = candidates.findIndex(
    ({ principals }, index) => alike[index] && sameSet(principals, statement.principals),
  );
  if (named >= 0) return named;
  return candidates.findIndex(
    ({ principals }, index) => alike[index] && samePrincipals(statement.principals, principals),
  );
}

/**
 * `sha256:…` of what a policy document means, as far as the order of keys and of strings in a list goes: IAM returns
 * the principals of one trust policy in changing order. A document that cannot be read is hashed as it is. What was
 * pinned is compared with this hash weeks later, so that it stays as it is.
 */
export function documentHash(text: string | undefined): string {
  const document = readDocumentText(text);
  return `sha256:${sha256(document === undefined ? (text ?? '') : canonicalJson(ordered(document)))}`;
}

/** A policy document that AWS holds; undefined where its text is no JSON object. */
export function readDocumentText(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function ordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const entries = value.map(ordered);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) return only;
    return entries.every((entry) => typeof entry === 'string') ? [...new Set(entries)].sort() : entries;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, ordered(child)]));
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}

/** The same but for as many roles and users of each kind, by their ARNs on one side and by their ids on the other. */
function samePrincipals(planned: readonly string[], actual: readonly string[]): boolean {
  const missing = planned.filter((name) => !actual.includes(name)).map(kindOf);
  const added = actual.filter((name) => !planned.includes(name)).map(kindOf);
  return (
    isDeepStrictEqual(missing.map((kind) => opposite[kind]).sort(), [...added].sort()) &&
    !missing.includes('other')
  );
}

type PrincipalKind = 'role' | 'user' | 'session' | 'role id' | 'user id' | 'session id' | 'other';

const opposite: Readonly<Record<PrincipalKind, PrincipalKind>> = {
  role: 'role id',
  'role id': 'role',
  user: 'user id',
  'user id': 'user',
  session: 'session id',
  'session id': 'session',
  other: 'other',
};

/** IAM User Guide, "IAM identifiers", unique ids; a session's is its role's with its own name. */
const forms: readonly (readonly [RegExp, PrincipalKind])[] = [
  [/^arn:[\w-]+:iam::\d{12}:role\//, 'role'],
  [/^arn:[\w-]+:iam::\d{12}:user\//, 'user'],
  [/^arn:[\w-]+:sts::\d{12}:assumed-role\//, 'session'],
  [/^AROA[A-Z0-9]{12,}$/, 'role id'],
  [/^AIDA[A-Z0-9]{12,}$/, 'user id'],
  [/^AROA[A-Z0-9]{12,}:[\w+=,.@-]+$/, 'session id'],
];

function kindOf(name: string): PrincipalKind {
  return forms.find(([form]) => form.test(name))?.[1] ?? 'other';
}
