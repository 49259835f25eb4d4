import * as z from 'zod';

/** What a filter says of one member: that it is one of these values, or what its own members are. */
type Expected = { values: readonly unknown[] } | { members: Readonly<Record<string, Expected>> };

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const expected: z.ZodType<Expected> = z.lazy(() =>
  z.union([
    z.array(value).transform((values) => ({ values })),
    z.record(z.string(), expected).transform((members) => ({ members })),
  ]),
);

/**
 * What an event source mapping lets through: records that match one of its filters, or everything if it has none. Throws
 * a ZodError for a filter that compares otherwise than with given values
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html).
 */
export function streamFilter(patterns: readonly string[]): (record: object) => boolean {
  const filters = patterns.map((text) => expected.parse(JSON.parse(text)));
  return (record) => filters.length === 0 || filters.some((filter) => matches(filter, record));
}

function matches(filter: Expected, actual: unknown): boolean {
  if ('values' in filter) return filter.values.includes(actual);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(filter.members).every(([name, inner]) => matches(inner, Reflect.get(actual, name)));
}
