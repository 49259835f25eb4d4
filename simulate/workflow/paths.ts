import * as z from 'zod';

/** A state's input: always an object here. */
export type Data = Readonly<Record<string, unknown>>;

const object = z.record(z.string(), z.unknown());

/** What `$.a.b` finds in the data, or `$$.a.b` in the context object. Throws where it finds nothing. */
export function at(path: string, data: Data, context: Data): unknown {
  const [root, ...names] = path.split('.');
  const found = names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    root === '$$' ? context : data,
  );
  if (found === undefined) throw new RangeError(`${path} leads nowhere`);
  return found;
}

/** `Parameters`: members whose name ends in `.$` are paths, all others stand for themselves. */
export function filled(template: Data, data: Data, context: Data): Data {
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (name.endsWith('.$')) return [name.slice(0, -2), at(z.string().parse(value), data, context)];
      const nested = object.safeParse(value);
      return [name, nested.success ? filled(nested.data, data, context) : value];
    }),
  );
}

/** `ResultPath`: null drops the result, `$` puts it in the place of the data, `$.name` beside it. */
export function withResult(path: string | null, data: Data, result: unknown): Data {
  if (path === null) return data;
  if (path === '$') return object.parse(result);
  const [, name] = /^\$\.(\w+)$/.exec(path) ?? [];
  if (name === undefined) throw new RangeError(`${path} is not a place for a result`);
  return { ...data, [name]: result };
}
