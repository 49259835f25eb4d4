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
 * A profile is for roles that exist: the newest requested one, if there is any, instead of the example's.
 *
 * @param {Record<string, unknown>} parameters
 * @param {readonly string[]} roles ARNs, oldest first
 */
function withRoles(parameters, roles) {
  const requested = roles.filter((arn) => arn.includes(':role/requested/')).at(-1);
  return 'roleArns' in parameters && requested ? { ...parameters, roleArns: [requested] } : parameters;
}

/**
 * A request of this type, ready to be submitted, as indented JSON; for a type without an example, its required
 * fields to be filled in.
 *
 * @param {RequestType} type
 * @param {readonly string[]} roles ARNs of the roles that exist, oldest first
 */
export function exampleOf({ type, schema, example }, roles) {
  const blank = Object.fromEntries((schema?.required ?? []).map((name) => [name, '']));
  const parameters = example ? withRoles(withOwnName(example.parameters), roles) : blank;
  return JSON.stringify({ type, justification: example?.justification ?? '', parameters }, null, 2);
}
