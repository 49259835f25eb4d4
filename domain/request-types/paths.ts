import { isOwnName, ownPath } from '../aws/own-resources.ts';
import type { FieldProblem } from '../problem.ts';
import type { PlanContext } from './request-type.ts';
import { submittedText } from './submitted.ts';

const pointer = '/parameters/Path';

/** What the guardrails say about where a role or policy is to be and what it is to be called. */
export function placeProblems(
  nameField: 'RoleName' | 'PolicyName',
  submitted: unknown,
  context: PlanContext,
): FieldProblem[] {
  return [...nameProblems(nameField, submitted), ...pathProblems(submittedText(submitted, 'Path'), context)];
}

/** A missing path becomes the guardrail's own. */
function pathProblems(path: string | undefined, { guardrails }: PlanContext): FieldProblem[] {
  if (path === undefined) return [];
  const problems: FieldProblem[] = [];
  if (!path.startsWith(guardrails.path)) {
    const detail = `The guardrail path asks for ${guardrails.path} or a path below it. Leave Path out to get ${guardrails.path}.`;
    problems.push({ pointer, code: 'guardrail-path', detail });
  }
  if (path.toLowerCase().startsWith(ownPath)) {
    const detail = `${ownPath} holds Countersign's own resources. Choose another path.`;
    problems.push({ pointer, code: 'guardrail-own-resource', detail });
  }
  return problems;
}

/** Names that would pass for one of Countersign's own resources. */
export function nameProblems(field: 'RoleName' | 'PolicyName' | 'name', submitted: unknown): FieldProblem[] {
  if (!isOwnName(submittedText(submitted, field) ?? '')) return [];
  const detail = 'Names that begin with countersign- belong to Countersign itself. Choose another name.';
  return [{ pointer: `/parameters/${field}`, code: 'guardrail-own-resource', detail }];
}
