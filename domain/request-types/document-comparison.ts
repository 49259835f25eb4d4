import { isDeepStrictEqual } from 'node:util';
import { canonicalJson, sha256 } from '../digest.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOf,
  ownProperty,
  stringsOf,
} from '../policy/json.ts';

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
 * Whether two policy documents mean the same although AWS wrote one of them back: order of keys and of strings in
 * a list, a list of one for its entry, an account's id for its root ARN, and the unique ids (`AROA…`, `AIDA…`) that
 * stand for principals deleted since.
 */
export function sameDocument(planned: string, actual: string | undefined): boolean {
  const [one, other] = [readDocumentText(planned), readDocumentText(actual)];
  if (one === undefined || other === undefined) return false;
  if (!isDeepStrictEqual(normalised(withoutPrincipals(one)), normalised(withoutPrincipals(other))))
    return false;
  const theirs = statementsOf(other);
  return statementsOf(one).every((statement, index) =>
    samePrincipals(principalsOf(statement), principalsOf(theirs[index])),
  );
}

/**
 * `sha256:…` of what a policy document means, as far as the order of keys and of strings in a list goes: IAM returns
 * the principals of one trust policy in changing order. A document that cannot be read is hashed as it is.
 */
export function documentHash(text: string | undefined): string {
  const document = readDocumentText(text);
  return `sha256:${sha256(document === undefined ? (text ?? '') : canonicalJson(normalised(document)))}`;
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

function normalised(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const entries = value.map(normalised);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) return only;
    return entries.every((entry) => typeof entry === 'string') ? [...new Set(entries)].sort() : entries;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, normalised(child)]));
}

function statementsOf(document: JsonObject): JsonValue[] {
  return listOf(ownProperty(document, 'Statement'));
}

/** The document with the AWS principals taken out of each statement, for these need a comparison of their own. */
function withoutPrincipals(document: JsonObject): JsonObject {
  const statements = statementsOf(document).map((statement): JsonValue => {
    const principal = ownProperty(statement, 'Principal');
    if (!isJsonObject(statement) || !isJsonObject(principal)) return statement;
    const others = Object.fromEntries(Object.entries(principal).filter(([kind]) => kind !== 'AWS'));
    return { ...statement, Principal: others };
  });
  return statements.length === 0 ? document : { ...document, Statement: statements };
}

function principalsOf(statement: JsonValue | undefined): string[] {
  const names = stringsOf(ownProperty(ownProperty(statement, 'Principal'), 'AWS'));
  return [...new Set(names.map((name) => /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name))];
}

function samePrincipals(planned: readonly string[], actual: readonly string[]): boolean {
  const missing = planned.filter((name) => !actual.includes(name));
  const added = actual.filter((name) => !planned.includes(name));
  return (
    missing.length === added.length &&
    missing.every((name) => /:(role|user)\//.test(name)) &&
    added.every((name) => /^A(ROA|IDA)[A-Z0-9]{12,}$/.test(name))
  );
}
