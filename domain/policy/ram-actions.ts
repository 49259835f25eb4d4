import { type FieldProblem, pointerTo } from '../problem.ts';
import { placed } from './analysis/statement.ts';
import { quoted } from './grammar/problems.ts';
import { type JsonObject, ownProperty } from './json.ts';

/**
 * The actions of a RAM policy template that belong to another service than its resource type, which is spelled
 * like `codebuild:Project`: RAM takes only actions that the type supports (API reference, CreatePermission). What
 * else may be wrong with the template, such as an action that names no service, `parsePolicyDocument` tells; `pointer` is where it stands in the body.
 */
export function ramActionProblems(
  template: JsonObject,
  resourceType: string,
  pointer: string,
): FieldProblem[] {
  const service = resourceType.split(':', 1)[0]?.toLowerCase();
  return placed(ownProperty(template, 'Action'), pointerTo(pointer, 'Action'))
    .filter(({ text }) => text.includes(':') && text.toLowerCase().split(':', 1)[0] !== service)
    .map(({ text, pointer: at }) => ({
      pointer: at,
      code: 'action-not-allowed',
      detail: `${quoted(text)} is no action for ${quoted(resourceType)}; name actions of the service ${service} only.`,
    }));
}
