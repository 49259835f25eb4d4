import { firstProblems } from '../../domain/field-problems.ts';
import type { JsonObject } from '../../domain/json.ts';
import { duplicateKeys } from '../../domain/policy/grammar/duplicate-keys.ts';
import type { FieldProblem } from '../../domain/problem.ts';
import { bodyHash, type SubmissionContext, type Submitted, submit } from '../../domain/submission.ts';
import type { Actor } from '../../domain/trail/events.ts';
import type { ApiEvent } from './api-event.ts';
import { jsonBody, rawBody } from './body.ts';
import { Problem } from './problems.ts';

/** The body of a submission: its text, what it says, and the hash that tells it from another. */
export interface SubmittedBody {
  text: string;
  body: JsonObject;
  hash: string;
}

/** Reads the body of a submission. Throws Problem where it is no JSON object, or holds text that is not Unicode. */
export function submittedBody(event: ApiEvent): SubmittedBody {
  const body = jsonBody(event);
  return { text: rawBody(event).toString('utf8'), body, hash: hashOf(body) };
}

/** What is wrong with a body as it was read, and with its text: keys that stand twice do not survive the reading. */
export function judge(
  { text, body }: SubmittedBody,
  requester: Actor,
  context: SubmissionContext,
): Submitted {
  const submitted = submit(body, requester, context);
  const doubled = firstProblems(duplicateKeys(text), '');
  if (doubled.length === 0) return submitted;
  return { ok: false, problems: [...doubled, ...(submitted.ok ? [] : submitted.problems)] };
}

/** The refusal of a body, with every problem. */
export function invalidBody(problems: FieldProblem[]): Problem {
  return new Problem('invalid-fields', `${problems.length} problem(s) in the body; see errors.`, problems);
}

function hashOf(body: JsonObject): string {
  try {
    return bodyHash(body);
  } catch {
    throw new Problem('invalid-fields', 'The body holds text that is not Unicode.', [
      { pointer: '', code: 'forbidden-character', detail: 'Leave out lone surrogates (\\ud800 to \\udfff).' },
    ]);
  }
}
