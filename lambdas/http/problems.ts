import type { FieldProblem } from '../../domain/problem.ts';
import { kindOf, type ProblemCode, problemType } from '../../domain/problem-kinds.ts';

/** A refusal that a caller can understand: RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: FieldProblem[] | undefined;
  constructor(code: ProblemCode, detail: string, errors?: FieldProblem[]) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** `application/problem+json` for a problem at a path (RFC 9457, section 3). */
export function problemBody({ code, message, errors }: Problem, instance: string) {
  const { status, title } = kindOf(code);
  return {
    type: problemType(code),
    title,
    status,
    detail: message,
    instance,
    ...(errors && { errors }),
  };
}

/** The headers of a problem; what passes by itself says when to come again (RFC 9110, section 10.2.3). */
export function problemHeaders({ code }: Problem): Record<string, string> {
  const { retryAfterSeconds } = kindOf(code);
  return {
    'content-type': 'application/problem+json',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
}
