/** @import { RequestType } from './types.d.ts' */

/**
 * Two requests for the same name would be one too many: a few random letters make each name its own.
 *
 * @param {Record<string, unknown>} parameters
 */
function withOwnName(parameters) {
  const suffix = crypto.randomUUID().slice(0, 4);
  const field = ['RoleName', 'PolicyName', 'name'].find((name) => typeof parameters[name] === 'string');
  return field ? { ...parameters, [field]: `${parameters[field]}-${suffix}` } : parameters;
}

/**
 * A request of this type, ready to be submitted, as indented JSON; for a type without an example, its required
 * fields to be filled in.
 *
 * @param {RequestType} type
 */
export function exampleOf({ type, schema, example }) {
  const blank = Object.fromEntries((schema?.required ?? []).map((name) => [name, '']));
  const parameters = example ? withOwnName(example.parameters) : blank;
  return JSON.stringify({ type, justification: example?.justification ?? '', parameters }, null, 2);
}
