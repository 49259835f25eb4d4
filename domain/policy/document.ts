import { defaultQuotas } from '../aws/quotas.ts';
import type { FieldProblem } from '../problem.ts';
import { checkDocument } from './grammar/document.ts';
import { ProblemList } from './grammar/problems.ts';
import { checkRamTemplate, withSpelledEffect } from './grammar/ram.ts';
import { checkSize, isHopelesslyLong, limitOf, maxText } from './grammar/size.ts';
import { parseText } from './grammar/text.ts';
import { checkValues, nestsTooDeeply } from './grammar/values.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { PolicyKind } from './kind.ts';

export type { PolicyKind } from './kind.ts';

export type PolicyResult =
  | { ok: true; document: JsonObject; text: string }
  | { ok: false; problems: FieldProblem[] };

/** What AWS holds a document against besides the grammar: things of the account it is for. */
export interface PolicyAccount {
  /** Left out: ARNs of any partition will do. */
  partition?: string;
  /** The account's quota for the characters of a trust policy. Left out: the one that AWS gives every account. */
  trustPolicyLength?: number;
}

/**
 * Checks a policy document against all that AWS is known to refuse for its kind (IAM JSON policy grammar,
 * IAM and STS quotas, RAM's considerations for customer managed permissions).
 * `value` is what the requester sent, an object or its JSON text; `pointer` is where it stood in the body.
 * Returns the document and the minified text to send to AWS, or every problem with the pointer of the exact value.
 */
export function parsePolicyDocument(
  kind: PolicyKind,
  value: unknown,
  pointer: string,
  { partition, trustPolicyLength = defaultQuotas.trustPolicyLength }: PolicyAccount = {},
): PolicyResult {
  const problems = new ProblemList(pointer);
  const read = readDocument(value, pointer, problems);
  if (read === undefined) return { ok: false, problems: problems.list() };
  const document = kind === 'ram' ? withSpelledEffect(read) : read;
  const text = JSON.stringify(document);
  const limit = limitOf(kind, trustPolicyLength);
  checkSize(text, limit, pointer, problems);
  if (!isHopelesslyLong(text, limit)) {
    checkValues(document, pointer, problems);
    if (kind === 'ram') checkRamTemplate(document, pointer, problems);
    else checkDocument({ kind, partition }, document, pointer, problems);
  }
  return problems.found ? { ok: false, problems: problems.list() } : { ok: true, document, text };
}

/** The document as an object that is safe to walk, or `undefined` with the reason among the problems. */
function readDocument(value: unknown, pointer: string, problems: ProblemList): JsonObject | undefined {
  if (typeof value === 'string' && value.length > maxText) {
    problems.add(pointer, 'policy-too-large', `IAM takes no text longer than ${maxText} characters.`);
    return undefined;
  }
  const document = typeof value === 'string' ? parseText(value, pointer, problems) : value;
  if (document === undefined && problems.found) return undefined;
  if (!isJsonObject(document)) {
    problems.add(pointer, 'not-an-object', 'A policy is a JSON object, or the JSON text of one.');
    return undefined;
  }
  return nestsTooDeeply(document, pointer, problems) ? undefined : document;
}
