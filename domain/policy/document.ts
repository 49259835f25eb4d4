import type { FieldProblem } from '../problem.ts';
import { checkDocument } from './grammar/document.ts';
import { ProblemList } from './grammar/problems.ts';
import { checkRamTemplate, withSpelledEffect } from './grammar/ram.ts';
import { checkSize, longestText } from './grammar/size.ts';
import { parseText } from './grammar/text.ts';
import { checkValues } from './grammar/values.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import type { PolicyKind } from './kind.ts';

export type { PolicyKind } from './kind.ts';

export type PolicyResult =
  | { ok: true; document: JsonObject; text: string }
  | { ok: false; problems: FieldProblem[] };

/**
 * Checks a policy document against all that AWS is known to refuse for its kind (IAM JSON policy grammar,
 * IAM and STS quotas, RAM's considerations for customer managed permissions).
 * `value` is what the requester sent, an object or its JSON text; `pointer` is where it stood in the body.
 * Returns the document and the minified text to send to AWS, or every problem with the pointer of the exact value.
 */
export function parsePolicyDocument(kind: PolicyKind, value: unknown, pointer: string): PolicyResult {
  const problems = new ProblemList(pointer);
  const document = read(value, pointer, problems);
  if (document === undefined) return { ok: false, problems: problems.list() };
  if (kind === 'ram') checkRamTemplate(document, pointer, problems);
  else checkDocument(kind, document, pointer, problems);
  const sent = kind === 'ram' ? withSpelledEffect(document) : document;
  const text = JSON.stringify(sent);
  checkSize(kind, text, pointer, problems);
  return problems.found ? { ok: false, problems: problems.list() } : { ok: true, document: sent, text };
}

/** The document as an object that is safe to walk, or `undefined` with the reason among the problems. */
function read(value: unknown, pointer: string, problems: ProblemList): JsonObject | undefined {
  const parsed = typeof value === 'string' ? readText(value, pointer, problems) : { value };
  if (parsed === undefined) return undefined;
  if (!isJsonObject(parsed.value)) {
    problems.add(pointer, 'not-an-object', 'A policy is a JSON object, or the JSON text of one.');
    return undefined;
  }
  return checkValues(parsed.value, pointer, problems) ? parsed.value : undefined;
}

function readText(text: string, pointer: string, problems: ProblemList): { value: JsonValue } | undefined {
  if (text.length > longestText) {
    problems.add(
      pointer,
      'policy-too-large',
      `IAM takes no policy text longer than ${longestText} characters.`,
    );
    return undefined;
  }
  const value = parseText(text, pointer, problems);
  return value === undefined ? undefined : { value };
}
