import * as z from 'zod';
import { StateError } from './errors.ts';

/** The data that a state works on, and the context object (`$$`). */
export interface Scope {
  data: unknown;
  context: object;
}

const step = String.raw`\.[A-Za-z_][\w-]*|\['[^'\]]+'\]`;
const contextOrData = new RegExp(String.raw`^\$\$?(${step}|\[\d+\])*$`);
const reference = new RegExp(String.raw`^\$(${step})*$`);
const steps = /\.([A-Za-z_][\w-]*)|\['([^'\]]+)'\]|\[(\d+)\]/g;

/** Whether something is `$.a['b'][0]`, or the same of the context object: no filters, wildcards or functions. */
export function isContextOrDataPath(text: string): boolean {
  return contextOrData.test(text);
}

/** Whether a result can be put there. */
export function isReferencePath(text: string): boolean {
  return reference.test(text);
}

/** What a path finds; undefined where it finds nothing. */
export function found(path: string, { data, context }: Scope): unknown {
  const root: unknown = path.startsWith('$$') ? context : data;
  return namesIn(path).reduce<unknown>((value, name) => memberOf(value, name), root);
}

/** What a path finds. Throws StateError with the given name where it finds nothing. */
export function at(path: string, scope: Scope, error = 'States.Runtime'): unknown {
  const value = found(path, scope);
  if (value === undefined) throw new StateError(error, `The path ${path} finds nothing`);
  return value;
}

/** Fills a payload template in. Throws StateError. */
export function filled(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((each: unknown) => filled(each, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), at(String(value), scope, 'States.ParameterPathFailure')]
        : [name, filled(value, scope)],
    ),
  );
}

const object = z.record(z.string(), z.unknown());

/** `ResultPath`: null drops the result, `$` puts it in the place of the data, anything else into it. Throws StateError. */
export function withResult(
  { ResultPath = '$' }: { ResultPath?: string | null },
  data: unknown,
  result: unknown,
): unknown {
  return ResultPath === null ? data : placed(namesIn(ResultPath), data, result);
}

function placed([name, ...rest]: readonly string[], data: unknown, result: unknown): unknown {
  if (name === undefined) return result;
  const holder = object.safeParse(data ?? {});
  if (!holder.success) throw new StateError('States.ResultPathMatchFailure', `${name} has no place`);
  return { ...holder.data, [name]: placed(rest, holder.data[name], result) };
}

function namesIn(path: string): string[] {
  return [...path.matchAll(steps)].map(([, plain, quoted, index]) => plain ?? quoted ?? index ?? '');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
