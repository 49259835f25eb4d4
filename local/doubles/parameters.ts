import type * as z from 'zod';
import type { ModelledError } from './modelled-error.ts';

/**
 * Parses an operation's input; unknown members are ignored, as AWS ignores them. Throws what `refuse` makes of
 * AWS's own wording: `1 validation error detected: Value 'x' at 'tags.1.member.key' failed to satisfy constraint: …`.
 */
export function parseParameters<Schema extends z.ZodType>(
  schema: Schema,
  input: object,
  refuse: (message: string) => ModelledError,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => describe(issue, input));
  const errors = problems.length === 1 ? 'error' : 'errors';
  throw refuse(`${problems.length} validation ${errors} detected: ${problems.join('; ')}`);
}

function describe(issue: z.core.$ZodIssue, input: unknown): string {
  const value = issue.path.reduce<unknown>(memberOf, input);
  const shown = value === undefined || typeof value === 'object' ? 'Value' : `Value '${String(value)}'`;
  return `${shown} at '${location(issue.path)}' failed to satisfy constraint: ${constraint(issue, value)}`;
}

function memberOf(holder: unknown, key: PropertyKey): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

/** AWS counts list members from one and spells every member in lower camel case. */
function location(path: readonly PropertyKey[]): string {
  return path
    .map((key) =>
      typeof key === 'number'
        ? `${key + 1}.member`
        : String(key).charAt(0).toLowerCase() + String(key).slice(1),
    )
    .join('.');
}

function constraint(issue: z.core.$ZodIssue, value: unknown): string {
  const measure = (origin: string) => (origin === 'string' || origin === 'array' ? 'length' : 'value');
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${issue.pattern ?? issue.format}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    default:
      return value === undefined || value === null ? 'Member must not be null' : issue.message;
  }
}
